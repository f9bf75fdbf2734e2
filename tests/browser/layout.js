// What sticks out of the window at its present width, and text that is hard to read in its present colours. Evaluated
// by the browser tests; the value of this expression is the answer.
(() => {
  const width = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const scrolls = (element) => ["auto", "scroll", "hidden"].includes(getComputedStyle(element).overflowX);
  const isHeld = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) if (scrolls(box)) return true;
    return false;
  };

  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const painted = (colours) => {
    const key = colours.join();
    if (!known.has(key)) {
      pen.clearRect(0, 0, 1, 1);
      for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
      const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      known.set(key, 0.2126 * r + 0.7152 * g + 0.0722 * b);
    }
    return known.get(key);
  };
  const layers = (element) => {
    const found = [];
    for (let box = element; box; box = box.parentElement) found.unshift(getComputedStyle(box).backgroundColor);
    return ["Canvas", ...found].map((colour) => (colour === "Canvas" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "#121212" : "#fff") : colour));
  };
  const contrast = (element) => {
    const under = layers(element);
    const one = painted(under), two = painted([...under, getComputedStyle(element).color]);
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  };
  const isLarge = (style) => parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  return {
    width,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    pageWidth: document.documentElement.scrollWidth,
    sticksOut: all.filter((e) => e.getBoundingClientRect().right > width + 1 && !isHeld(e) && !e.closest("svg"))
      .map((e) => `${Math.round(e.getBoundingClientRect().right)} px: ${e.outerHTML.slice(0, 80)}`),
    faint: all.filter((e) => hasText(e) && !e.closest("svg, option, :disabled") && contrast(e) < (isLarge(getComputedStyle(e)) ? 3 : 4.5))
      .map((e) => `${contrast(e).toFixed(2)}: ${e.outerHTML.slice(0, 80)}`),
  };
})()
