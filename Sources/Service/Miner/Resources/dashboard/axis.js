// The time axis: counts per class, the ball, the pitch and the mean confidence over the whole clip.

import { Surface } from "./surface.js";

const left = 34; // CSS pixels for the scales
const right = 8;
const stacked = [[2, "--player"], [1, "--keeper"], [3, "--referee"]];

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

export class Axis {
  // Everything except the mark of the current frame, drawn once per size and theme.
  #still = null;
  #stillOf = "";

  constructor(root, playback, seek, redraw) {
    this.root = root;
    this.playback = playback;
    this.surface = new Surface(root.querySelector("canvas"), redraw);
    const persons = Uint16Array.from(playback.frames, (_, index) => sum(stacked.map(([id]) => playback.byClass[id][index])));
    this.most = persons.reduce((most, count) => Math.max(most, count), 10);
    root.setAttribute("aria-valuemax", playback.count - 1);
    const steer = (event) => {
      if (event.type === "pointerdown") root.setPointerCapture(event.pointerId);
      if (event.buttons & 1) seek(this.#frame(event.clientX));
    };
    this.stop = new AbortController();
    for (const name of ["pointerdown", "pointermove"]) root.addEventListener(name, steer, { signal: this.stop.signal });
  }

  end() {
    this.stop.abort();
    this.surface.end();
  }

  #x(frame) {
    const width = this.surface.width - left - right;
    return left + (width * (frame + 0.5)) / this.playback.count;
  }

  #edges(frame) {
    return [this.#x(frame - 0.5), this.#x(frame + 0.5)];
  }

  #frame(clientX) {
    const { left: edge } = this.surface.canvas.getBoundingClientRect();
    const width = this.surface.width - left - right;
    return Math.floor(((clientX - edge - left) / width) * this.playback.count);
  }

  draw(index, text) {
    const c = this.surface.begin();
    const style = getComputedStyle(this.root);
    const colour = (name) => style.getPropertyValue(name).trim();
    const { canvas, width, height } = this.surface;
    if (width === 0) return;
    const kind = [canvas.width, canvas.height, colour("--ink")].join();
    if (this.#stillOf !== kind) {
      this.#all(c, colour);
      this.#still = document.createElement("canvas");
      [this.#still.width, this.#still.height] = [canvas.width, canvas.height];
      this.#still.getContext("2d").drawImage(canvas, 0, 0);
      this.#stillOf = kind;
    } else {
      c.drawImage(this.#still, 0, 0, width, height);
    }
    c.fillStyle = colour("--ink");
    c.fillRect(this.#x(index) - 1, 0, 2, this.surface.height);
    this.root.setAttribute("aria-valuenow", index);
    if (text) this.root.setAttribute("aria-valuetext", text);
  }

  #all(c, colour) {
    const bands = this.#bands();
    c.font = "11px system-ui, sans-serif";
    this.#scale(c, bands.counts, [[0, "0"], [1, String(this.most)]], colour);
    this.#scale(c, bands.confidence, [[0, "0"], [0.5, "½"], [1, "1"]], colour);
    this.#counts(c, bands.counts, colour);
    this.#strip(c, bands.ball, colour("--ball"), this.playback.ballConfidence);
    this.#strip(c, bands.pitch, colour("--pitch"), this.playback.hasPitch);
    this.#confidence(c, bands.confidence, colour("--confidence"));
    this.#cuts(c, colour("--quiet"));
    this.#seconds(c, colour("--quiet"));
  }

  // The top and the bottom of each band, in CSS pixels.
  #bands() {
    const height = this.surface.height - 18;
    const middle = Math.round(height * 0.48);
    return {
      counts: [8, middle], ball: [middle + 4, middle + 10], pitch: [middle + 12, middle + 15],
      confidence: [middle + 24, height - 2],
    };
  }

  #scale(c, [top, bottom], marks, colour) {
    c.textAlign = "right";
    c.textBaseline = "middle";
    c.lineWidth = 1;
    c.strokeStyle = colour("--rule");
    c.fillStyle = colour("--quiet");
    for (const [share, name] of marks) {
      const y = Math.round(bottom - (bottom - top) * share) + 0.5;
      c.beginPath();
      c.moveTo(left, y);
      c.lineTo(this.surface.width - right, y);
      c.stroke();
      c.fillText(name, left - 6, y);
    }
  }

  // Stacked areas. Each is one path, because separate columns would show seams.
  #counts(c, [top, bottom], colour) {
    const { count, byClass } = this.playback;
    const unit = (bottom - top) / this.most;
    let below = new Float32Array(count);
    for (const [id, name] of stacked) {
      const above = below.map((number, index) => number + byClass[id][index]);
      c.beginPath();
      for (let index = 0; index < count; index += 1) {
        for (const x of this.#edges(index)) c.lineTo(x, bottom - above[index] * unit);
      }
      for (let index = count - 1; index >= 0; index -= 1) {
        for (const x of this.#edges(index).reverse()) c.lineTo(x, bottom - below[index] * unit);
      }
      c.fillStyle = colour(name);
      c.fill();
      below = above;
    }
  }

  // The opacity grows with the confidence.
  #strip(c, [top, bottom], colour, confidence) {
    c.fillStyle = colour;
    confidence.forEach((sure, index) => {
      if (sure === 0) return;
      const [start, end] = this.#edges(index).map(Math.round);
      c.globalAlpha = 0.25 + 0.75 * sure;
      c.fillRect(start, top, Math.max(end - start, 1), bottom - top);
    });
    c.globalAlpha = 1;
  }

  #confidence(c, [top, bottom], colour) {
    c.beginPath();
    let isDown = false;
    this.playback.confidence.forEach((sure, index) => {
      if (!Number.isNaN(sure)) c[isDown ? "lineTo" : "moveTo"](this.#x(index), bottom - (bottom - top) * sure);
      isDown = !Number.isNaN(sure);
    });
    c.strokeStyle = colour;
    c.lineWidth = 1.75;
    c.stroke();
  }

  #cuts(c, colour) {
    c.setLineDash([4, 3]);
    c.strokeStyle = colour;
    c.lineWidth = 1;
    for (const cut of this.playback.cuts) {
      c.beginPath();
      c.moveTo(this.#x(cut - 0.5), 0);
      c.lineTo(this.#x(cut - 0.5), this.surface.height - 16);
      c.stroke();
    }
    c.setLineDash([]);
  }

  #seconds(c, colour) {
    const { count, rate } = this.playback;
    const length = count / rate;
    const room = Math.max(1, (this.surface.width - left - right) / 60);
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600].find((step) => length / step <= room) ?? 1800;
    c.fillStyle = colour;
    c.textAlign = "center";
    c.textBaseline = "alphabetic";
    for (let mark = 0; mark * step < length; mark += 1) {
      c.fillText(`${+(mark * step).toFixed(1)} s`, Math.max(this.#x(mark * step * rate), left + 8), this.surface.height - 4);
    }
  }
}
