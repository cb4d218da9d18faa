// The page as a whole: which frame is shown, what is done to it, and what is said of it.

import * as api from "./api.js";
import { Editing, shifted, tidy } from "./labels.js";
import { bindings, explain, listen } from "./keys.js";
import { Plan } from "./plan.js";
import { Pointer } from "./pointer.js";
import { Strip } from "./strip.js";
import { View } from "./view.js";
import * as panel from "./panel.js";

class App {
  mode = "boxes";
  classID = 2;
  vertex = null; // selected, 0 to 31
  hover = null;
  pointer = null;
  drawing = false;
  showsLines = true;
  check = null;
  editing = null;
  #edited = new Map(); // by frame index, with the way back
  #place = 0;
  #turn = 0;
  #checkTurn = 0;
  #checkTimer = null;
  #drawn = 0;

  async start() {
    const canvas = document.getElementById("canvas");
    this.clip = await api.clip();
    this.frames = this.clip.frames;
    this.view = new View(canvas);
    this.view.classes = this.clip.classes;
    this.saver = new api.Saver((kind, detail) => this.#saved(kind, detail));
    this.plan = new Plan(document.getElementById("plan"), this.clip, (vertex) => this.chooseVertex(vertex));
    this.strip = new Strip(document.getElementById("strip"), (place) => this.go(place));
    this.hand = new Pointer(this, canvas);
    panel.build(this);
    const table = bindings(this);
    explain(table, document.getElementById("keys"));
    listen(this, table);
    document.title = `${this.clip.clip} – labels`;
    new ResizeObserver(() => {
      this.view.resize(this.clip);
      this.strip.draw();
      this.redraw();
    }).observe(document.getElementById("stage"));
    window.addEventListener("beforeunload", (event) => {
      if (!this.saver.isIdle) event.preventDefault();
    });
    this.setTheme(panel.storedTheme());
    await this.go(this.#firstPlace());
    canvas.focus();
  }

  // Where one stopped: what is begun, else what follows the last frame that is done.
  #firstPlace() {
    const asked = this.frames.findIndex(({ frame }) => `#${frame}` === location.hash);
    if (asked >= 0) return asked;
    const begun = this.frames.findIndex(({ state }) => state === "draft");
    if (begun >= 0) return begun;
    const last = this.frames.findLastIndex(({ state }) => state === "done");
    return Math.min(last + 1, this.frames.length - 1);
  }

  // ---- Frames

  async go(place) {
    if (place < 0 || place >= this.frames.length || this.hand.isDragging) return;
    const turn = ++this.#turn;
    this.#place = place;
    const { frame: index } = this.frames[place];
    this.strip.show(this.frames, place);
    try {
      const [picture, editing] = await Promise.all([this.#picture(index), this.#loaded(index)]);
      if (turn !== this.#turn) return;
      this.view.picture = picture;
      this.editing = editing;
    } catch (error) {
      if (turn === this.#turn) panel.fail(`Frame ${index} can't be shown: ${error.message}`, () => this.go(place));
      return;
    }
    panel.calm();
    this.check = null;
    this.hover = null;
    history.replaceState(null, "", `#${index}`);
    this.changed({ save: false });
    for (const near of [place + 1, place - 1]) {
      if (this.frames[near]) this.#picture(this.frames[near].frame).catch(() => {});
    }
  }

  step(by) {
    this.go(Math.min(Math.max(this.#place + by, 0), this.frames.length - 1));
  }

  toNextOpen() {
    const after = this.frames.findIndex(({ state }, place) => place > this.#place && state !== "done");
    const place = after >= 0 ? after : this.frames.findIndex(({ state }) => state !== "done");
    if (place >= 0) this.go(place);
    else panel.say("All frames are done.");
  }

  async #picture(index) {
    const picture = new Image();
    picture.src = api.pictureAddress(index, this.clip.session);
    await picture.decode();
    return picture;
  }

  async #loaded(index) {
    // What is being saved is newer here than there.
    if (this.#edited.has(index)) return this.#edited.get(index);
    const answer = await api.frame(index);
    this.saver.knows(index, answer.revision);
    const editing = new Editing(answer);
    this.#edited.set(index, editing);
    return editing;
  }

  // ---- Changes

  // Redraws what depends on the labels, and saves them.
  changed({ save = true, keepsPitch = false } = {}) {
    if (save) {
      if (this.editing.state === "new") this.#setState(this.editing, "draft");
      this.#save();
    }
    if (!keepsPitch) this.#checkPitch();
    this.refresh();
  }

  #save() {
    const { index, labels, state } = this.editing;
    this.saver.save(index, structuredClone(labels), state === "done");
  }

  // Makes a change that can be undone; what changes nothing is none.
  #edit(change) {
    if (!this.editing || this.hand.isDragging) return;
    this.editing.begin();
    change(this.editing);
    if (this.editing.settle()) this.changed();
    else this.refresh();
  }

  undo() {
    if (!this.hand.isDragging && this.editing?.undo()) this.changed();
  }

  redo() {
    if (!this.hand.isDragging && this.editing?.redo()) this.changed();
  }

  markDone() {
    if (!this.editing || this.hand.isDragging) return;
    this.#setState(this.editing, "done");
    this.#save();
    if (this.#place + 1 < this.frames.length) this.step(1);
    else this.refresh();
  }

  markOpen() {
    if (this.editing?.state !== "done") return;
    this.#setState(this.editing, "draft");
    this.changed();
  }

  #setState(editing, state) {
    editing.state = state;
    const entry = this.frames.find(({ frame }) => frame === editing.index);
    if (entry) entry.state = state;
  }

  setClass(classID) {
    this.classID = classID;
    if (this.mode === "boxes" && this.editing?.box !== null) this.#edit((e) => e.setClass(e.box, classID));
    else this.refresh();
  }

  remove() {
    if (this.mode === "boxes" && this.editing?.box !== null) this.#edit((e) => e.removeBox(e.box));
    else if (this.mode === "pitch" && this.vertex !== null) this.#edit((e) => e.setVertex(this.vertex, 0, 0, 0));
  }

  nudge(x, y) {
    if (this.mode === "boxes" && this.editing?.box !== null) {
      this.#edit((e) => e.setBox(e.box, shifted(e.objects[e.box].bbox, x, y, this.clip)));
    } else if (this.mode === "pitch" && this.vertex !== null && this.editing?.keypoints[this.vertex][2] > 0) {
      this.#edit((e) => {
        const [kx, ky] = e.keypoints[this.vertex];
        e.setVertex(this.vertex, ...tidy([kx + x, ky + y, kx + x, ky + y], this.clip).slice(0, 2));
      });
    }
  }

  stretch(x, y) {
    if (this.mode !== "boxes" || this.editing?.box === null) return;
    this.#edit((e) => {
      const [x1, y1, x2, y2] = e.objects[e.box].bbox;
      e.setBox(e.box, tidy([x1, y1, Math.max(x2 + x, x1 + 2), Math.max(y2 + y, y1 + 2)], this.clip));
    });
  }

  toggleHidden() {
    if (this.vertex === null) return;
    this.#edit((e) => {
      const [x, y, v] = e.keypoints[this.vertex];
      if (v > 0) e.setVertex(this.vertex, x, y, 3 - v);
    });
  }

  fill() {
    if (!this.check || this.check.lines.length === 0) return panel.say("Four keypoints that fit make lines to fill in by.");
    this.setMode("pitch");
    this.#edit((e) => this.check.vertices.forEach((place, vertex) => {
      if (place && e.keypoints[vertex][2] === 0) e.setVertex(vertex, ...place, 2);
    }));
  }

  async copyPrevious() {
    const previous = this.frames[this.#place - 1];
    const { editing, mode } = this;
    if (!previous || !editing) return panel.say("There is no frame before this one.");
    const { labels } = await this.#loaded(previous.frame);
    if (editing === this.editing) this.#edit((e) => this.#take(e, structuredClone(labels), mode));
  }

  async reset() {
    const { editing, mode } = this;
    if (!editing) return;
    const labels = await api.found(editing.index);
    if (editing === this.editing) this.#edit((e) => this.#take(e, labels, mode));
  }

  // Boxes or keypoints, whichever are edited now.
  #take(editing, labels, mode) {
    if (mode === "boxes") editing.labels.objects = labels.objects;
    else editing.labels.keypoints = labels.keypoints;
    editing.box = null;
  }

  // ---- Selection and view

  setMode(mode) {
    this.mode = mode;
    this.hover = null;
    this.refresh();
  }

  chooseVertex(vertex) {
    this.vertex = vertex;
    this.setMode("pitch");
    const [x, y, v] = this.editing?.keypoints[vertex] ?? [0, 0, 0];
    if (v > 0) this.view.reveal(x, y);
    this.redraw();
  }

  selectNext(by) {
    if (!this.editing) return;
    const next = (current, count) => (current === null ? (by > 0 ? 0 : count - 1) : (current + by + count) % count);
    if (this.mode === "pitch") return this.chooseVertex(next(this.vertex, this.editing.keypoints.length));
    if (this.editing.objects.length === 0) return;
    this.editing.box = next(this.editing.box, this.editing.objects.length);
    const [x1, y1, x2, y2] = this.editing.objects[this.editing.box].bbox;
    this.view.reveal((x1 + x2) / 2, (y1 + y2) / 2);
    this.refresh();
  }

  letGo() {
    if (this.hand.cancel() || !this.editing) return;
    this.editing.box = null;
    this.vertex = null;
    panel.calm();
    this.refresh();
  }

  zoom(factor) {
    const { clientWidth, clientHeight } = this.view.canvas;
    this.view.zoom(factor, ...(this.pointer ?? [clientWidth / 2, clientHeight / 2]));
    this.redraw();
  }

  showWhole() {
    this.view.whole(this.clip);
    this.redraw();
  }

  toggleLines() {
    this.showsLines = !this.showsLines;
    this.redraw();
  }

  holdSpace(isDown) {
    this.hand.isSpaceDown = isDown;
    if (!this.hand.isDragging) this.view.canvas.style.cursor = isDown ? "grab" : "default";
  }

  help() {
    document.getElementById("help").showModal();
  }

  nextTheme() {
    const order = ["system", "light", "dark"];
    this.setTheme(order[(order.indexOf(panel.storedTheme()) + 1) % order.length]);
    panel.say(`Colours: ${panel.storedTheme()}`);
  }

  setTheme(theme) {
    panel.setTheme(theme, () => this.strip.draw());
  }

  // ---- What is said

  #checkPitch() {
    const turn = ++this.#checkTurn;
    const { editing } = this;
    clearTimeout(this.#checkTimer);
    // While a keypoint is dragged, a few times a second are enough.
    this.#checkTimer = setTimeout(async () => {
      const check = await api.pitch({ objects: [], keypoints: editing.keypoints }).catch(() => null);
      if (turn !== this.#checkTurn || editing !== this.editing) return;
      this.check = check;
      this.refresh();
    }, this.hand.isDragging ? 40 : 0);
  }

  #saved(kind, detail) {
    if (kind === "conflict") this.#conflict(detail);
    else panel.saving(kind, detail?.message);
  }

  #conflict({ index, done, message }) {
    panel.saving("failed", "not saved");
    panel.ask(message, {
      "Load what is there": () => {
        this.saver.forget(index);
        this.#edited.delete(index);
        panel.saving("idle");
        this.go(this.frames.findIndex(({ frame }) => frame === index));
      },
      "Write mine over it": () => this.saver.overwrite(index, structuredClone(this.#edited.get(index).labels), done),
    });
  }

  refresh() {
    if (this.editing) panel.show(this, this.frames[this.#place]);
    this.strip.show(this.frames, this.#place);
    this.redraw();
  }

  redraw() {
    if (this.#drawn) return;
    this.#drawn = requestAnimationFrame(() => {
      this.#drawn = 0;
      this.view.draw(this);
      panel.mark(this);
    });
  }
}

const app = new App();
app.start().catch((error) => panel.fail(`The page can't start: ${error.message}`, () => location.reload()));
