// The page as a whole: the current frame, its changes, and the messages about it.

import * as api from "./api.js";
import { Commands } from "./commands.js";
import { Editing } from "./labels.js";
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
  #edited = new Map(); // by frame index, with undo history
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
    this.commands = new Commands(this);
    const table = bindings(this, this.commands);
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

  // Returns where to continue: at the first draft, or after the last finished frame.
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
      if (turn === this.#turn) panel.fail(`Frame ${index} cannot be shown: ${error.message}`, () => this.go(place));
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
    // While a save is pending, the page has newer labels than the server.
    if (this.#edited.has(index)) return this.#edited.get(index);
    const answer = await api.frame(index);
    this.saver.knows(index, answer.revision);
    const editing = new Editing(answer);
    this.#edited.set(index, editing);
    return editing;
  }

  // ---- Changes

  // Redraws everything that depends on the labels, and saves them.
  changed({ save = true, keepsPitch = false } = {}) {
    if (save) {
      if (this.editing.state === "new") this.setState("draft");
      this.save();
    }
    if (!keepsPitch) this.#checkPitch();
    this.refresh();
  }

  save() {
    const { index, labels, state } = this.editing;
    this.saver.save(index, structuredClone(labels), state === "done");
  }

  setState(state) {
    this.editing.state = state;
    this.frames[this.#place].state = state;
  }

  // Whether the current frame may change: not during a drag, nor while the next frame loads.
  get isReady() {
    return this.editing?.index === this.frames[this.#place].frame && !this.hand.isDragging;
  }

  // The current labels of the previous frame, or null if there is none.
  async previousLabels() {
    const previous = this.frames[this.#place - 1];
    return previous ? (await this.#loaded(previous.frame)).labels : null;
  }

  get isLast() {
    return this.#place + 1 === this.frames.length;
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
    panel.say(`Theme: ${panel.storedTheme()}`);
  }

  setTheme(theme) {
    panel.setTheme(theme, () => this.strip.draw());
  }

  // ---- Messages

  #checkPitch() {
    const turn = ++this.#checkTurn;
    const { editing } = this;
    clearTimeout(this.#checkTimer);
    // While a keypoint is dragged, a few updates per second suffice.
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
      "Load the stored labels": () => {
        this.saver.forget(index);
        this.#edited.delete(index);
        panel.saving("idle");
        this.go(this.frames.findIndex(({ frame }) => frame === index));
      },
      "Overwrite with mine": () => this.saver.overwrite(index, structuredClone(this.#edited.get(index).labels), done),
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
app.start().catch((error) => panel.fail(`The page cannot start: ${error.message}`, () => location.reload()));
