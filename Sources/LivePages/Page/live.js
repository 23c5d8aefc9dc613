/**
 * A live page: shows what its server tells, as it comes.
 *
 * What is told has parts, each a piece of HTML from the server's templates, in which all that people and
 * services wrote is escaped; a part is put into the page only where it changed. It comes by a stream of
 * events. Where the server has no stream to spare, or the stream ends, it is asked for every two seconds.
 * A page that nobody sees asks for nothing.
 */
(() => {
  const main = document.getElementById("main");
  const link = document.getElementById("link");
  const place = location.pathname.replace(/\/+$/, "");
  const shown = new Map();
  const pause = 2000;
  let number = 0, stream = null, timer = 0;

  function say(words) { if (link.textContent !== words) link.textContent = words; }

  /** Shows what was told, and that it is of now. */
  function show(look, told) {
    number = told;
    document.title = `${look.title}: kling-batch`;
    document.getElementById("title").textContent = look.title;
    for (const name of shown.keys()) {
      if (!look.parts.some((part) => part.name === name)) drop(name);
    }
    look.parts.forEach((part, index) => put(part, index));
    if (look.calls) drawChart(look.calls);
  }

  function drop(name) {
    shown.get(name).place.remove();
    shown.delete(name);
  }

  function put({ name, html }, index) {
    let part = shown.get(name);
    if (!part) {
      part = { place: make("div", { "data-part": name }), html: null };
      main.insertBefore(part.place, main.querySelectorAll(":scope > [data-part]")[index] ?? null);
      shown.set(name, part);
    }
    if (part.html === html) return;
    // What was open, scrolled to and chosen by the keyboard stays so.
    const of = (selector) => [...part.place.querySelectorAll(selector)];
    const open = of("details").map((each) => each.open);
    const left = of(".scroll").map((each) => [each.scrollLeft, each.scrollTop]);
    const chosen = of("a, button, summary, .scroll").indexOf(document.activeElement);
    part.html = html;
    part.place.innerHTML = html;
    of("details").forEach((each, at) => { if (at in open) each.open = open[at]; });
    of(".scroll").forEach((each, at) => { if (at in left) [each.scrollLeft, each.scrollTop] = left[at]; });
    if (chosen >= 0) of("a, button, summary, .scroll")[chosen]?.focus({ preventScroll: true });
  }

  function drawChart(calls) {
    const place = document.querySelector("#calls-chart .drawing");
    if (place && !place.hasChildNodes()) drawCalls(place, calls);
  }

  /** Takes events as long as the page is seen. */
  function listen() {
    if (document.hidden || stream || timer) return;
    stream = new EventSource(`${place}/events?after=${number}`);
    stream.addEventListener("look", (event) => {
      say("Live.");
      show(JSON.parse(event.data), Number(event.lastEventId));
    });
    stream.addEventListener("open", () => say("Live."));
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) { stream = null; ask(); }
      else say("No connection to kling-batch; this goes on by itself when there is one.");
    });
  }

  /** Asks again and again as long as the page is seen. */
  async function ask() {
    timer = 0;
    if (document.hidden) return;
    try {
      const reply = await fetch(`${place}/state?after=${number}`, { cache: "no-store" });
      if (reply.status === 200) show(await reply.json(), Number(reply.headers.get("Look-Number")));
      say(reply.ok ? "Live, every two seconds."
        : "kling-batch was started again: open the address that it printed.");
    } catch {
      say("No connection to kling-batch; this goes on by itself when there is one.");
    }
    if (!stream) timer = setTimeout(ask, pause);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) { if (timer) clearTimeout(timer); timer = 0; listen(); return; }
    stream?.close();
    stream = null;
  });
  main.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-address]");
    if (button) player.play(button.dataset.address, button.dataset.title);
  });
  document.querySelector("#player button").addEventListener("click", () => player.close());
  show(stored("state"), Number(document.getElementById("state").dataset.number));
  listen();
})();
