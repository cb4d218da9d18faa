// All frames in a row, coloured as done, draft or new, with the current frame marked.

export class Strip {
  #canvas;
  #frames = [];
  #place = 0;

  constructor(canvas, go) {
    this.#canvas = canvas;
    const at = (event) => {
      const { left, width } = canvas.getBoundingClientRect();
      const share = (event.clientX - left) / Math.max(width, 1);
      return Math.min(Math.max(Math.floor(share * this.#frames.length), 0), this.#frames.length - 1);
    };
    canvas.addEventListener("pointerdown", (event) => go(at(event)));
    canvas.addEventListener("pointermove", (event) => {
      const frame = this.#frames[at(event)];
      if (frame) canvas.title = `frame ${frame.frame}: ${frame.state}`;
    });
  }

  show(frames, place) {
    this.#frames = frames;
    this.#place = place;
    this.draw();
  }

  draw() {
    const canvas = this.#canvas;
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const c = canvas.getContext("2d");
    c.scale(ratio, ratio);
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(`--${name}`).trim();
    const colours = { done: colour("done"), draft: colour("draft"), new: colour("new") };
    const step = width / Math.max(this.#frames.length, 1);
    const gap = step > 4 ? 1.5 : 0;
    // If several frames share a pixel, the least finished one determines its colour.
    const rank = { done: 0, draft: 1, new: 2 };
    const order = this.#frames.map((frame, place) => ({ frame, place })).sort((a, b) => rank[a.frame.state] - rank[b.frame.state]);
    for (const { frame, place } of order) {
      c.fillStyle = colours[frame.state];
      c.fillRect(place * step, 5, Math.max(step - gap, 0.5), height - 10);
    }
    c.strokeStyle = colour("ink");
    c.lineWidth = 2;
    c.strokeRect(Math.max(this.#place * step - 1, 1), 1, Math.max(step - gap, 3) + 2, height - 2);
  }
}
