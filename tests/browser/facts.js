// What a person or a screen reader meets on a page, as data. Evaluated by the browser tests; the value of this
// expression is the answer.
(async () => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const clean = (text) => text.replace(/\s+/g, " ").trim();
  const tag = (element) => element.outerHTML.slice(0, 100);
  const language = (element) => element.closest("[lang]")?.getAttribute("lang") ?? "";
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  const texts = () => {
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = clean(walker.currentNode.data);
      if (text && !parent.closest("script, style, noscript, [translate=no]")) found.push([text, language(parent)]);
    }
    return found;
  };

  const missingReferences = () =>
    ["for", "list", "aria-labelledby", "aria-describedby", "aria-controls", "headers"].flatMap((name) =>
      all(`[${name}]`).flatMap((element) =>
        element.getAttribute(name).split(/\s+/).filter((id) => !document.getElementById(id)).map((id) => `${name}=${id}`)));

  const ownAddresses = (selector) => all(selector).map((link) => [link.hreflang, link.href]);

  const doubled = (values) => values.filter((value, index) => values.indexOf(value) !== index);

  const levels = all("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.localName[1]));

  // Images that wait until they are scrolled to belong to the page too.
  const images = all("img");
  for (const image of images) image.loading = "eager";
  await Promise.allSettled(images.map((image) => image.decode()));

  return {
    language: document.documentElement.lang,
    direction: getComputedStyle(document.documentElement).direction,
    title: document.title,
    mode: document.compatMode,
    texts: texts(),
    banners: all(".clinic-l10n-draft").map((element) => ({
      text: clean(element.textContent), language: language(element), shown: isShown(element),
      bottom: Math.round(element.getBoundingClientRect().bottom), window: innerHeight })),
    switches: all(".language-switch a").map((link) => ({
      href: link.href, hreflang: link.hreflang, current: link.getAttribute("aria-current"), lang: link.lang })),
    current: all(".nav [aria-current=page], .breadcrumb [aria-current=page]").length,
    links: all("a[href], area[href]").map((link) => link.href),
    canonical: ownAddresses("link[rel=canonical]"),
    alternates: ownAddresses("link[rel=alternate][hreflang]"),
    h1: all("h1").filter(isShown).length,
    skippedLevels: levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1),
    withoutAlt: all("img:not([alt]), area:not([alt]), input[type=image]:not([alt])").map(tag),
    brokenImages: images.filter((image) => !(image.complete && image.naturalWidth)).map(tag),
    withoutLabel: all("input:not([type=hidden], [type=submit], [type=reset], [type=button]), select, textarea, progress")
      .filter((control) => !control.labels.length && !control.ariaLabel && !control.hasAttribute("aria-labelledby"))
      .map(tag),
    landmarks: Object.fromEntries(["main", "body > header", "body > footer", "nav"].map((s) => [s, all(s).length])),
    namelessNavs: doubled(all("nav").map((nav) => nav.ariaLabel ?? "")),
    firstLink: document.querySelector("a[href]")?.getAttribute("href") ?? "",
    doubledIds: doubled(all("[id]").map((element) => element.id)),
    missingReferences: missingReferences(),
    headlessTables: all("table").filter((table) => !table.querySelector("th[scope]") || !table.caption).map(tag),
    directionOfParts: [...new Set(all("body, body *").filter((e) => !e.closest("svg")).map((e) => getComputedStyle(e).direction))],
    cutDrawings: all("svg text").filter((text) => {
      const inner = text.getBoundingClientRect(), outer = text.ownerSVGElement.getBoundingClientRect();
      return inner.left < outer.left - 1 || inner.right > outer.right + 1;
    }).map((text) => clean(text.textContent)),
  };
})()
