// The result, drawn over the clip's frame, or over plain green if there is no clip.

import { colourOf, grass, ink, onGrass, overClip, teamColour } from "./palette.js";
import { project } from "./projection.js";
import { Surface } from "./surface.js";

const ball = 0;

export class Stage {
  constructor(canvas, playback, redraw) {
    this.playback = playback;
    this.surface = new Surface(canvas, redraw);
  }

  end() {
    this.surface.end();
  }

  draw(index, layers) {
    const c = this.surface.begin();
    const frame = this.playback.frames[index];
    // The factor from pixels of the frame to CSS pixels.
    this.scale = this.surface.width / this.playback.width;
    c.lineJoin = "round";
    if (!layers.clip) this.#grass(c);
    if (layers.lines && frame.pitch) this.#lines(c, frame.pitch, layers.clip);
    if (layers.boxes) this.#boxes(c, frame.objects);
    if (layers.keypoints) this.#keypoints(c, frame.keypoints);
    if (layers.ids) this.#ids(c, frame.objects);
  }

  #grass(c) {
    c.fillStyle = grass;
    c.fillRect(0, 0, this.surface.width, this.surface.height);
  }

  #lines(c, { plan, to_image: matrix }, isOverClip) {
    const { width, height } = this.playback;
    c.beginPath();
    for (const line of this.playback.plans[plan].lines) {
      for (let corner = 1; corner < line.length; corner += 1) {
        const piece = project(matrix, line[corner - 1], line[corner], width, height);
        if (!piece) continue;
        c.moveTo(piece[0][0] * this.scale, piece[0][1] * this.scale);
        c.lineTo(piece[1][0] * this.scale, piece[1][1] * this.scale);
      }
    }
    c.strokeStyle = isOverClip ? overClip : onGrass;
    c.globalAlpha = 0.85;
    c.lineWidth = 1.5;
    c.stroke();
    c.globalAlpha = 1;
  }

  // Widens the ball's box to a visible size.
  #place({ bbox, class_id: id }) {
    let [x1, y1, x2, y2] = bbox.map((side) => side * this.scale);
    const least = id === ball ? 10 : 2;
    const [wide, high] = [Math.max(0, least - (x2 - x1)) / 2, Math.max(0, least - (y2 - y1)) / 2];
    [x1, x2, y1, y2] = [x1 - wide, x2 + wide, y1 - high, y2 + high];
    return [x1, y1, x2 - x1, y2 - y1];
  }

  #boxes(c, objects) {
    for (const object of objects) {
      const place = this.#place(object);
      c.strokeStyle = "#0009";
      c.lineWidth = 3.5;
      c.strokeRect(...place);
      c.strokeStyle = colourOf(object);
      c.lineWidth = 1.75;
      c.strokeRect(...place);
    }
  }

  // Draws the id on a tab in the team's colour, above the box, or below it if there is no room above.
  #ids(c, objects) {
    const size = this.surface.width < 500 ? 8 : 11;
    c.font = `600 ${size}px system-ui, sans-serif`;
    c.textBaseline = "middle";
    c.textAlign = "center";
    for (const object of objects) {
      if (object.class_id === ball || object.id === undefined) continue;
      const [x, y, width, height] = this.#place(object);
      const wide = c.measureText(object.id).width + size / 2.5;
      const high = size + 2;
      const top = y - high - 1 < 0 ? y + height + 1 : y - high - 1;
      const middle = Math.min(Math.max(x + width / 2, wide / 2), this.surface.width - wide / 2);
      c.fillStyle = teamColour(object) ?? colourOf(object);
      c.fillRect(middle - wide / 2, top, wide, high);
      c.fillStyle = ink;
      c.fillText(object.id, middle, top + high / 2 + 0.5);
    }
  }

  #keypoints(c, keypoints) {
    c.font = "600 10px system-ui, sans-serif";
    c.textBaseline = "alphabetic";
    c.textAlign = "left";
    keypoints.forEach(([x, y], vertex) => {
      if (x === 0 && y === 0) return;
      const [left, top] = [x * this.scale, y * this.scale];
      c.beginPath();
      c.arc(left, top, 4, 0, 2 * Math.PI);
      for (const [colour, width] of [["#000a", 4], ["#fff", 1.75]]) {
        c.strokeStyle = colour;
        c.lineWidth = width;
        c.stroke();
      }
      c.strokeStyle = "#000c";
      c.lineWidth = 3;
      c.strokeText(vertex + 1, left + 7, top - 4);
      c.fillStyle = "#fff";
      c.fillText(vertex + 1, left + 7, top - 4);
    });
  }
}
