// Handles the mouse or a pen on the picture.

import { boxesAt, shifted, tidy, vertexAt } from "./labels.js";

const reach = 10; // the distance at which a handle or keypoint is hit, in CSS pixels
const threshold = 3; // the movement that turns a press into a drag, in CSS pixels

export class Pointer {
  #app;
  #drag = null;
  isSpaceDown = false;

  constructor(app, canvas) {
    this.#app = app;
    this.canvas = canvas;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", () => this.cancel());
    canvas.addEventListener("pointerleave", () => this.#leave());
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  }

  get isDragging() {
    return this.#drag !== null;
  }

  // Cancels the current drag.
  cancel() {
    if (!this.#drag) return false;
    if (this.#drag.hasBegun) this.#app.editing.abandon();
    this.#end();
    this.#app.changed({ save: false });
    return true;
  }

  #down(event) {
    const { editing, mode } = this.#app;
    if (!this.#app.isReady) return;
    this.canvas.focus();
    const start = this.#place(event);
    const frame = this.#app.view.toFrame(...start);
    let job = null;
    if (event.button === 1 || event.button === 2 || this.isSpaceDown) job = this.#panning();
    else if (event.button === 0) job = mode === "boxes" ? this.#boxJob(start, frame, event.shiftKey) : this.#vertexJob(frame);
    if (!job) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.#drag = { ...job, start, last: start, frame, hasMoved: false, hasBegun: false };
    this.#app.redraw();
  }

  #move(event) {
    const place = this.#place(event);
    this.#app.pointer = place;
    const drag = this.#drag;
    if (!drag) return this.#hover(place);
    if (!drag.hasMoved && Math.hypot(place[0] - drag.start[0], place[1] - drag.start[1]) < threshold) return;
    if (!drag.hasMoved && drag.edits) {
      this.#app.editing.begin();
      drag.hasBegun = true;
    }
    drag.hasMoved = true;
    drag.move(this.#app.view.toFrame(...place), drag, place);
    drag.last = place;
    this.#app.changed({ save: false, keepsPitch: this.#app.mode === "boxes" });
  }

  #up(event) {
    const drag = this.#drag;
    if (!drag) return;
    const frame = this.#app.view.toFrame(...this.#place(event));
    this.#end();
    if (drag.hasMoved) drag.finish?.();
    else if (drag.click) drag.click(frame);
    else this.#app.changed({ save: false, keepsPitch: true });
    if (drag.hasBegun) this.#app.changed({ save: this.#app.editing.settle() });
    this.#hover(this.#place(event));
  }

  #end() {
    this.#drag = null;
    this.#app.drawing = false;
  }

  #boxJob([x, y], [fx, fy], draws) {
    const { editing, view, clip } = this.#app;
    if (editing.box !== null && !draws) {
      const handle = this.#handleAt(x, y);
      if (handle) return this.#resizing(handle);
    }
    const under = draws ? [] : boxesAt(editing.objects, fx, fy, 2 / view.scale);
    if (under.length > 0) {
      if (!under.includes(editing.box)) editing.box = under[0];
      const place = editing.box;
      const from = editing.objects[place].bbox;
      return {
        edits: true,
        move: ([mx, my], drag) => editing.setBox(place, shifted(from, mx - drag.frame[0], my - drag.frame[1], clip)),
      };
    }
    return this.#drawing();
  }

  // Returns the selected box's handle at a point of the canvas. Most of the inside of a small box moves it.
  #handleAt(x, y) {
    const { editing, view } = this.#app;
    const { bbox } = editing.objects[editing.box];
    const [left, top] = view.toCanvas(bbox[0], bbox[1]);
    const [right, bottom] = view.toCanvas(bbox[2], bbox[3]);
    const isInside = x > left && x < right && y > top && y < bottom;
    const near = isInside ? Math.min(reach, Math.min(right - left, bottom - top) / 4) : reach;
    return view.handles(bbox).find(([hx, hy]) => Math.hypot(hx - x, hy - y) <= near)?.[2] ?? null;
  }

  #drawing() {
    const { editing, clip } = this.#app;
    let isDrawn = false;
    return {
      edits: true,
      click: () => {
        editing.box = null;
        this.#app.changed({ save: false });
      },
      move: ([mx, my], drag) => {
        this.#app.drawing = true;
        const corners = tidy([...drag.frame, mx, my], clip);
        if (isDrawn) editing.setBox(editing.objects.length - 1, corners);
        else editing.addBox(this.#app.classID, corners);
        isDrawn = true;
      },
      finish: () => this.#dropEmpty(editing.objects.length - 1),
    };
  }

  #resizing(sides) {
    const { editing, clip } = this.#app;
    const place = editing.box;
    const from = [...editing.objects[place].bbox];
    return {
      edits: true,
      move: ([mx, my], drag) => {
        const [dx, dy] = [mx - drag.frame[0], my - drag.frame[1]];
        const corners = [...from];
        if (sides.includes("l")) corners[0] += dx;
        if (sides.includes("t")) corners[1] += dy;
        if (sides.includes("r")) corners[2] += dx;
        if (sides.includes("b")) corners[3] += dy;
        editing.setBox(place, tidy(corners, clip));
      },
      finish: () => this.#dropEmpty(place),
    };
  }

  // A box without an area is a slip of the hand.
  #dropEmpty(place) {
    const { editing } = this.#app;
    const [x1, y1, x2, y2] = editing.objects[place].bbox;
    if (x2 - x1 < 2 || y2 - y1 < 2) editing.removeBox(place);
  }

  #vertexJob([fx, fy]) {
    const { editing, view, clip } = this.#app;
    const hit = vertexAt(editing.keypoints, fx, fy, reach / view.scale);
    const within = (value, end) => Math.round(Math.min(Math.max(value, 0), end) * 100) / 100;
    const put = (vertex, x, y) => editing.setVertex(vertex, within(x, clip.width), within(y, clip.height));
    if (hit !== null) {
      this.#app.vertex = hit;
      const [kx, ky] = editing.keypoints[hit];
      return {
        edits: true,
        click: () => this.#app.changed({ save: false, keepsPitch: true }),
        move: ([mx, my], drag) => put(hit, kx + mx - drag.frame[0], ky + my - drag.frame[1]),
      };
    }
    const vertex = this.#app.vertex;
    if (vertex === null || editing.keypoints[vertex][2] > 0) {
      return {
        click: () => {
          this.#app.vertex = null;
          this.#app.changed({ save: false, keepsPitch: true });
        },
        move: () => {},
      };
    }
    return {
      edits: true,
      click: ([x, y]) => {
        editing.begin();
        put(vertex, x, y);
        this.#app.changed();
      },
      move: ([mx, my]) => put(vertex, mx, my),
    };
  }

  #panning() {
    return {
      move: (_, drag, place) => this.#app.view.pan(place[0] - drag.last[0], place[1] - drag.last[1]),
    };
  }

  #hover(place) {
    const { editing, mode, view } = this.#app;
    if (!editing) return;
    const [fx, fy] = view.toFrame(...place);
    let cursor = "default";
    let hover = null;
    if (this.isSpaceDown) {
      cursor = "grab";
    } else if (mode === "boxes") {
      const handle = editing.box === null ? null : this.#handleAt(...place);
      const under = boxesAt(editing.objects, fx, fy, 2 / view.scale);
      hover = under.includes(editing.box) ? editing.box : under[0] ?? null;
      cursor = handle ? resizeCursor(handle) : hover === null ? "crosshair" : "move";
    } else {
      const hit = vertexAt(editing.keypoints, fx, fy, reach / view.scale);
      const isPlacing = this.#app.vertex !== null && editing.keypoints[this.#app.vertex][2] === 0;
      cursor = hit !== null ? "move" : isPlacing ? "crosshair" : "default";
    }
    this.canvas.style.cursor = cursor;
    this.#app.hover = hover;
    this.#app.redraw();
  }

  #leave() {
    if (this.#drag) return;
    this.#app.pointer = null;
    this.#app.hover = null;
    this.#app.redraw();
  }

  #wheel(event) {
    event.preventDefault();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    this.#app.view.zoom(Math.exp(-step / 400), ...this.#place(event));
    this.#app.redraw();
  }

  #place(event) {
    const frame = this.canvas.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  }
}

function resizeCursor(sides) {
  if (sides.length === 1) return "lr".includes(sides) ? "ew-resize" : "ns-resize";
  return sides === "lt" || sides === "rb" ? "nwse-resize" : "nesw-resize";
}
