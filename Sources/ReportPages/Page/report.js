/** The report's page: draws what its data say. */
(() => {
  performance.mark("begin");
  document.querySelector("#player button").addEventListener("click", () => player.close());
  const calls = stored("calls-data");
  if (calls) drawCalls(document.querySelector("#calls-chart .drawing"), calls);
  document.querySelectorAll("section.film").forEach((section) => {
    const film = stored(`${section.id}-data`);
    if (film) drawFilm(section, film);
  });
  const jobs = stored("jobs-data");
  if (jobs) window.jobTable = new JobTable(jobs);
  performance.measure("drawn", "begin");
})();
