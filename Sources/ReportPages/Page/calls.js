/** Calls by outcome over time as stacked bars, with the pace found as a line. */
function drawCalls(place, calls) {
  drawnToWidth(place, (width) => {
    const height = 170, left = 40, foot = 22, top = 8;
    const sums = calls.slots.map((slot) => slot.counts.reduce((sum, count) => sum + count, 0));
    const most = Math.max(1, ...sums, calls.limit ?? 0);
    const scale = (height - foot - top) / most;
    const step = (width - left) / calls.slots.length;
    const picture = drawing(width, height, calls.words);
    picture.append(
      draw("line", { class: "axis", x1: left, x2: width, y1: height - foot, y2: height - foot }),
      draw("text", { x: left - 6, y: top + 8, "text-anchor": "end" }, String(most)),
      draw("text", { x: left - 6, y: height - foot, "text-anchor": "end" }, "0"));
    let run = null, lastLabel = -99;
    calls.slots.forEach((slot, index) => {
      const x = left + index * step;
      let y = height - foot;
      const bar = draw("g");
      slot.counts.forEach((count, outcome) => {
        if (count === 0) return;
        y -= count * scale;
        bar.append(draw("rect", {
          class: `fill-${calls.outcomes[outcome].kind}`, x: x.toFixed(2), y: y.toFixed(2),
          width: Math.max(1, step - (step > 4 ? 1 : 0)).toFixed(2), height: (count * scale).toFixed(2),
        }));
      });
      const parts = slot.counts.map((count, outcome) => [count, calls.outcomes[outcome].label])
        .filter(([count]) => count > 0).map(([count, label]) => `${count} ${label}`);
      bar.append(draw("title", {}, `${slot.from}: ${parts.join(", ") || "none"}`));
      picture.append(bar);
      if (slot.run !== run && x - lastLabel > 90) {
        const atEnd = x > width - 110;
        picture.append(draw("text", {
          x: atEnd ? width : x, y: height - 6, "text-anchor": atEnd ? "end" : "start" }, slot.from));
        lastLabel = x;
      }
      if (run !== null && slot.run !== run) {
        picture.append(draw("line", { class: "axis", x1: x, x2: x, y1: top, y2: height - foot }));
      }
      run = slot.run;
    });
    if (calls.limit) {
      const y = height - foot - calls.limit * scale;
      picture.append(draw("line", { class: "limit", x1: left, x2: width, y1: y, y2: y }));
    }
    const legend = make("ul", { class: "legend" });
    calls.outcomes.forEach((outcome, index) => {
      const count = calls.slots.reduce((sum, slot) => sum + slot.counts[index], 0);
      if (count === 0) return;
      legend.append(make("li", {}, make("span", { class: `key fill-${outcome.kind}` }),
        `${count} ${outcome.label}`));
    });
    return [picture, legend];
  });
}
