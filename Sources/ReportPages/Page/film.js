/** A film's cues against what is spoken: a time line, a histogram and a curve. */
function drawFilm(section, film) {
  const play = (seconds, title) => player.play(film.address, title, seconds);
  for (const button of section.querySelectorAll("button.play")) {
    button.addEventListener("click", () => play(Number(button.dataset.at), film.output));
  }
  drawTimeline(section.querySelector(".timeline"), film, play);
  drawStretches(section.querySelector(".stretch .drawing"), film);
  drawDrift(section.querySelector(".drift .drawing"), film);
}

/** Rows are: cue start, end of its time, start and end of speech, drift, stretch, kind, text. */
const filmRow = (row) => ({
  cue: row[0], slotEnd: row[1], start: row[2], end: row[3], drift: row[4], stretch: row[5],
  kind: row[6], text: row[7],
});

function drawTimeline(figure, film, play) {
  const place = figure.querySelector(".drawing");
  const words = figure.querySelector(".words");
  const rows = film.rows.map(filmRow);
  const length = Math.max(1, ...rows.map((row) => Math.max(row.end, row.slotEnd)));
  let zoom = Math.max(1, Math.round(length / 60)), chosen = -1, groups = [];
  const describe = (row) =>
    `${clock(row.start * 1000)}: ${row.text} (${row.drift.toFixed(2)} s late, `
    + `stretched ${row.stretch.toFixed(2)} times)`;
  const choose = (index, plays) => {
    groups[chosen]?.classList.remove("chosen");
    chosen = Math.min(rows.length - 1, Math.max(0, index));
    groups[chosen].classList.add("chosen");
    words.textContent = describe(rows[chosen]);
    const x = rows[chosen].start / length * place.scrollWidth;
    if (x < place.scrollLeft || x > place.scrollLeft + place.clientWidth - 40) {
      place.scrollLeft = x - place.clientWidth / 3;
    }
    if (plays) play(rows[chosen].start, rows[chosen].text);
  };
  const redraw = () => {
    const isFirst = place.children.length === 0;
    const middle = isFirst
      ? 0 : (place.scrollLeft + place.clientWidth / 2) / Math.max(1, place.scrollWidth);
    const width = Math.max(1, place.clientWidth * zoom), scale = width / length;
    const picture = drawing(width, 96, `${rows.length} utterances in ${clock(length * 1000)}`);
    const mark = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600].find((step) => step * scale > 70) ?? 3600;
    for (let at = 0; at <= length; at += mark) {
      picture.append(
        draw("line", { class: "axis", x1: at * scale, x2: at * scale, y1: 0, y2: 80 }),
        draw("text", { x: at * scale + 3, y: 93 }, clock(at * 1000)));
    }
    groups = rows.map((row, index) => {
      const end = Math.max(row.slotEnd, row.end), begin = Math.min(row.cue, row.start);
      const group = draw("g", { class: "line" },
        draw("rect", { class: "hit", x: begin * scale, y: 4, height: 72,
          width: Math.max(1, (end - begin) * scale) }),
        draw("rect", { class: "slot", x: row.cue * scale, y: 8, height: 28,
          width: Math.max(1, (row.slotEnd - row.cue) * scale) }),
        draw("rect", { class: `fill-${row.kind}`, x: row.start * scale, y: 44, height: 28,
          width: Math.max(1, (row.end - row.start) * scale) }),
        draw("title", {}, describe(row)));
      group.addEventListener("click", () => choose(index, true));
      return group;
    });
    picture.append(...groups);
    place.replaceChildren(picture);
    place.scrollLeft = middle * width - place.clientWidth / 2;
    figure.querySelector(".zoom").textContent = `${zoom} ×`;
    if (chosen >= 0) groups[chosen].classList.add("chosen");
  };
  const zoomTo = (value) => { zoom = Math.min(512, Math.max(1, value)); redraw(); };
  figure.querySelector(".in").addEventListener("click", () => zoomTo(zoom * 2));
  figure.querySelector(".out").addEventListener("click", () => zoomTo(Math.floor(zoom / 2)));
  place.addEventListener("keydown", (event) => {
    const steps = { ArrowRight: 1, ArrowLeft: -1, PageDown: 20, PageUp: -20 };
    if (event.key in steps) choose(chosen + steps[event.key], false);
    else if (event.key === "Home") choose(0, false);
    else if (event.key === "End") choose(rows.length - 1, false);
    else if (event.key === "Enter") choose(Math.max(0, chosen), true);
    else if (event.key === "+") zoomTo(zoom * 2);
    else if (event.key === "-") zoomTo(Math.floor(zoom / 2));
    else return;
    event.preventDefault();
  });
  let last = 0;
  new ResizeObserver(() => {
    if (place.clientWidth !== last) { last = place.clientWidth; redraw(); }
  }).observe(place);
}

function drawStretches(place, film) {
  drawnToWidth(place, (width) => {
    const height = 150, foot = 20, top = 16;
    const most = Math.max(1, ...film.stretches.map((bin) => bin.count));
    const step = width / film.stretches.length;
    const picture = drawing(width, height, film.stretchWords);
    film.stretches.forEach((bin, index) => {
      const tall = bin.count / most * (height - foot - top);
      picture.append(
        draw("rect", { class: bin.kind, x: index * step + 1, y: height - foot - tall,
          width: Math.max(1, step - 2), height: tall },
        draw("title", {}, `${bin.from} to ${bin.to}: ${bin.count}`)),
        draw("text", { x: (index + 0.5) * step, y: height - 5, "text-anchor": "middle" }, bin.from));
      if (bin.count > 0) {
        picture.append(draw("text", { x: (index + 0.5) * step, y: height - foot - tall - 4,
          "text-anchor": "middle" }, String(bin.count)));
      }
    });
    return [picture];
  });
}

function drawDrift(place, film) {
  drawnToWidth(place, (width) => {
    const height = 150, foot = 20, left = 40, top = 10;
    const rows = film.rows.map(filmRow);
    const length = Math.max(1, ...rows.map((row) => row.end));
    const most = Math.max(0.5, ...rows.map((row) => row.drift));
    const points = rows.map((row) => {
      const x = left + row.start / length * (width - left);
      const y = height - foot - Math.max(0, row.drift) / most * (height - foot - top);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    });
    return [((picture) => {
      picture.append(
        draw("line", { class: "axis", x1: left, x2: width, y1: height - foot, y2: height - foot }),
        draw("text", { x: left - 5, y: top + 6, "text-anchor": "end" }, `${most.toFixed(1)} s`),
        draw("text", { x: left - 5, y: height - foot, "text-anchor": "end" }, "0"),
        draw("text", { x: width, y: height - 5, "text-anchor": "end" }, clock(length * 1000)),
        draw("polyline", { class: "curve", points: points.join(" ") }));
      return picture;
    })(drawing(width, height, film.driftWords))];
  });
}
