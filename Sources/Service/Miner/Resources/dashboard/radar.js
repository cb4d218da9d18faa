// The pitch from above: its lines, the camera's view, and a dot for every object.

import { colourOf, ink, onGrass, teamColour } from "./palette.js";
import { Surface } from "./surface.js";

const ball = 0;
const goalkeeper = 1;
const border = 4; // metres around the pitch
const trailSeconds = 1;

export class Radar {
  constructor(canvas, playback, redraw) {
    this.playback = playback;
    this.surface = new Surface(canvas, redraw);
  }

  end() {
    this.surface.end();
  }

  draw(index) {
    const c = this.surface.begin();
    const frame = this.playback.frames[index];
    const pitch = this.playback.plans[0];
    const scale = this.surface.width / (pitch.length + 2 * border);
    const at = ([x, y]) => [(x + border) * scale, (y + border) * scale];
    this.#lines(c, pitch.lines, at);
    if (frame.view) this.#view(c, frame.view, at);
    const placed = frame.objects.filter((object) => object.place);
    // Draws persons first, so that the ball is on top.
    placed.sort((a, b) => (a.class_id === ball) - (b.class_id === ball));
    const radius = Math.max(3.5, scale * 2);
    for (const object of placed) this.#trail(c, object, index, at);
    for (const object of placed) this.#dot(c, object, at(object.place), radius);
  }

  #lines(c, lines, at) {
    c.beginPath();
    for (const line of lines) line.forEach((point, corner) => c[corner ? "lineTo" : "moveTo"](...at(point)));
    c.strokeStyle = onGrass;
    c.globalAlpha = 0.75;
    c.lineWidth = 1;
    c.stroke();
    c.globalAlpha = 1;
  }

  // Points above the horizon are missing from the outline.
  #view(c, view, at) {
    c.beginPath();
    view.forEach((place, corner) => {
      if (place) c[corner && view[corner - 1] ? "lineTo" : "moveTo"](...at(place));
    });
    c.strokeStyle = "#35f2ff";
    c.globalAlpha = 0.6;
    c.lineWidth = 1.25;
    c.stroke();
    c.globalAlpha = 1;
  }

  #trail(c, object, index, at) {
    if (object.id === undefined) return;
    const places = this.playback.trail(object.id, index, Math.round(trailSeconds * this.playback.rate));
    if (places.length < 2) return;
    c.beginPath();
    places.forEach((place, corner) => c[corner ? "lineTo" : "moveTo"](...at(place)));
    c.strokeStyle = colourOf(object);
    c.globalAlpha = 0.55;
    c.lineWidth = 1.5;
    c.stroke();
    c.globalAlpha = 1;
  }

  // A goalkeeper's dot has a rim in the colour of the team.
  #dot(c, object, [x, y], radius) {
    const isBall = object.class_id === ball;
    const reach = isBall ? radius * 0.6 : radius;
    const rim = object.class_id === goalkeeper ? teamColour(object) : undefined;
    c.beginPath();
    c.arc(x, y, reach + (rim ? 1.75 : 1), 0, 2 * Math.PI);
    c.fillStyle = rim ?? (isBall ? "#fff" : "#000c");
    c.fill();
    c.beginPath();
    c.arc(x, y, reach, 0, 2 * Math.PI);
    c.fillStyle = colourOf(object);
    c.fill();
    if (isBall || object.id === undefined || radius < 5) return;
    c.font = `600 ${Math.round(radius * 1.4)}px system-ui, sans-serif`;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillStyle = ink;
    c.fillText(object.id, x, y + 0.5);
  }
}
