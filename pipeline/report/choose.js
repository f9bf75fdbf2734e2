(function () {
  // Both languages stand in the page; the first to show is the reader's. Everything works without this.
  var parts = Array.prototype.slice.call(document.querySelectorAll("main > article"));
  function shown() {
    return parts.filter(function (part) { return getComputedStyle(part).display !== "none"; })[0] || parts[0];
  }
  function tell() {
    document.documentElement.lang = shown().lang;
    document.querySelectorAll(".switch a").forEach(function (link) {
      if (link.lang === shown().lang) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  if (!location.hash && /^tr\b/i.test(navigator.language)) location.replace("#tr");
  addEventListener("hashchange", tell);
  addEventListener("load", tell);
})();
