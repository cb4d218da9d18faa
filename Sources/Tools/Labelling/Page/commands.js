// The changes to a frame's labels by key or button. pointer.js handles the mouse.

import * as api from "./api.js";
import { shifted, tidy } from "./labels.js";
import * as panel from "./panel.js";

export class Commands {
  constructor(app) {
    this.app = app;
  }

  // Applies a change that can be undone. Ignores a change without effect.
  #edit(change) {
    if (!this.app.isReady) return;
    this.app.editing.begin();
    change(this.app.editing);
    if (this.app.editing.settle()) this.app.changed();
    else this.app.refresh();
  }

  undo() {
    if (this.app.isReady && this.app.editing.undo()) this.app.changed();
  }

  redo() {
    if (this.app.isReady && this.app.editing.redo()) this.app.changed();
  }

  markDone() {
    if (!this.app.isReady) return;
    this.app.setState("done");
    this.app.save();
    if (this.app.isLast) this.app.refresh();
    else this.app.step(1);
  }

  markOpen() {
    if (!this.app.isReady || this.app.editing.state !== "done") return;
    this.app.setState("draft");
    this.app.changed();
  }

  setClass(classID) {
    this.app.classID = classID;
    if (this.app.mode === "boxes" && this.app.editing?.box !== null) this.#edit((e) => e.setClass(e.box, classID));
    else this.app.refresh();
  }

  remove() {
    const { mode, editing, vertex } = this.app;
    if (mode === "boxes" && editing?.box !== null) this.#edit((e) => e.removeBox(e.box));
    else if (mode === "pitch" && vertex !== null) this.#edit((e) => e.setVertex(vertex, 0, 0, 0));
  }

  nudge(x, y) {
    const { mode, editing, vertex, clip } = this.app;
    if (mode === "boxes" && editing?.box !== null) {
      this.#edit((e) => e.setBox(e.box, shifted(e.objects[e.box].bbox, x, y, clip)));
    } else if (mode === "pitch" && vertex !== null && editing?.keypoints[vertex][2] > 0) {
      this.#edit((e) => {
        const [kx, ky] = e.keypoints[vertex];
        e.setVertex(vertex, ...tidy([kx + x, ky + y, kx + x, ky + y], clip).slice(0, 2));
      });
    }
  }

  stretch(x, y) {
    if (this.app.mode !== "boxes" || this.app.editing?.box === null) return;
    this.#edit((e) => {
      const [x1, y1, x2, y2] = e.objects[e.box].bbox;
      e.setBox(e.box, tidy([x1, y1, Math.max(x2 + x, x1 + 2), Math.max(y2 + y, y1 + 2)], this.app.clip));
    });
  }

  toggleHidden() {
    if (this.app.vertex === null) return;
    this.#edit((e) => {
      const [x, y, v] = e.keypoints[this.app.vertex];
      if (v > 0) e.setVertex(this.app.vertex, x, y, 3 - v);
    });
  }

  fill() {
    const { check } = this.app;
    if (!check || check.lines.length === 0) return panel.say("At least four consistent keypoints are needed to fill in the others.");
    this.app.setMode("pitch");
    this.#edit((e) => check.vertices.forEach((place, vertex) => {
      if (place && e.keypoints[vertex][2] === 0) e.setVertex(vertex, ...place, 2);
    }));
  }

  async copyPrevious() {
    const { editing, mode } = this.app;
    const labels = editing && await this.app.previousLabels();
    if (!labels) return panel.say("This is the first frame.");
    if (editing === this.app.editing) this.#edit((e) => this.#take(e, structuredClone(labels), mode));
  }

  async reset() {
    const { editing, mode } = this.app;
    if (!editing) return;
    const labels = await api.found(editing.index);
    if (editing === this.app.editing) this.#edit((e) => this.#take(e, labels, mode));
  }

  // Applies to boxes or keypoints, depending on the editing mode.
  #take(editing, labels, mode) {
    if (mode === "boxes") editing.labels.objects = labels.objects;
    else editing.labels.keypoints = labels.keypoints;
    editing.box = null;
  }
}
