// The pitch from above, on which a person chooses vertices.

const space = "http://www.w3.org/2000/svg";
const margin = 5;
// Stretches the plan near the goals, in metres along the pitch, where the vertices would otherwise be too close to click.
const marks = [[0, 0], [5.5, 9], [11, 17], [20.15, 26.5], [50.85, 48.5], [60, 60]];

function along(x, length) {
  if (x > length / 2) return length - along(length - x, length);
  const next = Math.max(marks.findIndex(([from]) => from >= x), 1);
  const [[from, drawnFrom], [to, drawnTo]] = [marks[next - 1], marks[next]];
  return drawnFrom + ((x - from) / (to - from)) * (drawnTo - drawnFrom);
}

function element(name, attributes) {
  const made = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export class Plan {
  #groups = [];

  constructor(svg, clip, choose) {
    svg.setAttribute("viewBox", `${-margin} ${-margin} ${clip.length + 2 * margin} ${clip.breadth + 2 * margin}`);
    for (const line of clip.lines) {
      const points = line.map(([x, y]) => `${along(x, clip.length).toFixed(2)},${y}`);
      svg.append(element("polyline", { points: points.join(" ") }));
    }
    clip.vertices.forEach(([place, y], vertex) => {
      const x = along(place, clip.length);
      const group = element("g", { role: "button", tabindex: "0", "aria-label": `Vertex ${vertex + 1}`, "data-vertex": vertex });
      const name = element("text", { x, y });
      name.textContent = vertex + 1;
      group.append(element("circle", { cx: x, cy: y, r: 3.5 }), name);
      group.addEventListener("click", () => choose(vertex));
      group.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        choose(vertex);
      });
      svg.append(group);
      this.#groups.push(group);
    });
  }

  show(keypoints, selected, outliers) {
    this.#groups.forEach((group, vertex) => {
      const v = keypoints[vertex][2];
      group.classList.toggle("present", v > 0);
      group.classList.toggle("hidden", v === 1);
      group.classList.toggle("outlier", v > 0 && outliers.includes(vertex));
      group.classList.toggle("selected", vertex === selected);
      group.setAttribute("aria-pressed", String(vertex === selected));
    });
  }
}
