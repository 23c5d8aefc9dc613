// Shared by all that this page draws. Texts get into the page as text alone, never as markup.

/** An element with attributes and children; a child that is no element is a text. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** An element of a drawing. */
function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A drawing of a size, with a name that is read out. */
function drawing(width, height, label) {
  return draw("svg", {
    width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label,
  });
}

/** The JSON of a script element; null where there is none. */
function stored(id) {
  const element = document.getElementById(id);
  return element ? JSON.parse(element.textContent) : null;
}

/** `1:02:03` or `2:03`. */
function clock(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  const pad = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0
    ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** Yuan of thousandths, without a loss. */
function yuan(thousandths) {
  const whole = Math.floor(thousandths / 1000);
  const digits = String(thousandths % 1000).padStart(3, "0").replace(/0$/, "");
  return `${whole}.${digits}`;
}

/** Runs when nothing asked for it again for a moment. */
function settled(body) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(body, 100); };
}

/** Draws now, and again when the width changes. */
function drawnToWidth(place, body) {
  let last = 0;
  new ResizeObserver(() => {
    const width = Math.floor(place.clientWidth);
    if (width > 0 && width !== last) { last = width; place.replaceChildren(...body(width)); }
  }).observe(place);
}

/** One player at the foot of the page, for whatever was chosen last. */
const player = {
  play(address, title, seconds = 0) {
    const bar = document.getElementById("player");
    const audio = bar.querySelector("audio");
    bar.hidden = false;
    document.getElementById("player-title").textContent = title;
    if (audio.getAttribute("src") !== address) audio.setAttribute("src", address);
    audio.currentTime = seconds;
    audio.play().catch(() => {
      document.getElementById("player-title").textContent =
        `${title}: the file cannot be played from here (${address})`;
    });
  },
  close() {
    const bar = document.getElementById("player");
    bar.querySelector("audio").pause();
    bar.hidden = true;
  },
};
