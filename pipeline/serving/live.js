// Put into each page by the preview's server, never into the files of the site: loads the page again when it was built
// anew, and shows what went wrong with the last build.
(() => {
  const { page, stamp } = document.currentScript.dataset;
  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: block }
    section { max-height: 60vh; overflow: auto; padding: 1rem 1.25rem; box-sizing: border-box; background: #2b0f12;
      color: #fff; border-top: 4px solid #ff8f8f; font: 1rem/1.5 system-ui, sans-serif }
    h2 { margin: 0 3.5rem .5rem 0; font-size: 1.125rem }
    ul { margin: 0; padding-inline-start: 1.25rem }
    li { font-family: ui-monospace, monospace; font-size: .9375rem; overflow-wrap: anywhere }
    button { position: absolute; inset: .5rem .75rem auto auto; min-width: 44px; min-height: 44px; border: 0;
      background: none; color: inherit; font-size: 1.5rem; cursor: pointer }
    :focus-visible { outline: 3px solid #fff; outline-offset: -3px }`;
  let stream = null;
  let panel = null;

  function make(name, text, parent) {
    const element = document.createElement(name);
    element.textContent = text;
    parent.append(element);
    return element;
  }

  function show(problems) {
    panel?.remove();
    panel = null;
    if (!problems.length) return;
    panel = document.createElement("clinic-l10n-problems");
    panel.lang = "en";
    panel.dir = "ltr";
    const root = panel.attachShadow({ mode: "open" });
    // A sheet made by script is allowed where the page's own policy forbids inline styles.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    const box = make("section", "", root);
    box.setAttribute("role", "alert");
    make("h2", "The last save could not be shown in full", box);
    const list = make("ul", "", box);
    for (const problem of problems) make("li", problem, list);
    const close = make("button", "×", box);
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => show([]));
    document.documentElement.append(panel);
  }

  // A browser opens few connections to one server: only pages that somebody looks at keep one.
  function follow() {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (!stream) {
      stream = new EventSource(`/.clinic-l10n/news?page=${encodeURIComponent(page)}`);
      stream.onmessage = (message) => {
        const news = JSON.parse(message.data);
        if (String(news.stamp) === stamp) show(news.problems);
        else location.reload();
      };
    }
  }

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") show([]); });
  document.addEventListener("visibilitychange", follow);
  follow();
})();
