// The elements around the picture: names, counts, buttons and messages.

import { colours } from "./view.js";

const by = (id) => document.getElementById(id);
let calmTimer = null;

export function build(app) {
  by("clip").textContent = app.clip.clip;
  by("clip").title = `Folder of the labels: ${app.clip.folder}`;
  app.clip.classes.forEach((name, classID) => {
    const button = document.createElement("button");
    button.dataset.class = classID;
    const [key, colour, text, count] = ["kbd", "i", "span", "span"].map((tag) => document.createElement(tag));
    key.textContent = classID;
    colour.style.background = colours[classID];
    text.textContent = name;
    button.append(key, colour, text, count);
    button.addEventListener("click", () => app.commands.setClass(classID));
    by("classes").append(button);
  });
  const acts = {
    previous: () => app.step(-1), next: () => app.step(1), undo: () => app.commands.undo(), redo: () => app.commands.redo(),
    copy: () => app.commands.copyPrevious(), reset: () => app.commands.reset(), done: () => app.commands.markDone(),
    theme: () => app.nextTheme(), help: () => app.help(), boxes: () => app.setMode("boxes"),
    pitch: () => app.setMode("pitch"),
  };
  for (const button of document.querySelectorAll("[data-act]")) {
    button.addEventListener("click", () => acts[button.dataset.act]());
  }
  // After a click on a button, the keyboard focus returns to the picture.
  document.addEventListener("click", (event) => {
    const isButton = event.target.closest("button, #plan g") && !event.target.closest("dialog");
    if (isButton && event.detail > 0) by("canvas").focus();
  });
}

const seconds = (time) => `${Math.floor(time / 60)}:${(time % 60).toFixed(2).padStart(5, "0")}`;

export function show(app, entry) {
  const { editing, mode, vertex, check } = app;
  by("place").textContent = `frame ${entry.frame} · ${seconds(entry.time)}`;
  by("state").textContent = editing.state;
  by("state").dataset.state = editing.state;
  const done = app.frames.filter(({ state }) => state === "done").length;
  by("tally").textContent = `${done} of ${app.frames.length} done`;
  for (const button of document.querySelectorAll("[data-act]")) {
    const { act } = button.dataset;
    if (act === mode) button.setAttribute("aria-pressed", "true");
    else button.removeAttribute("aria-pressed");
    if (act === "undo") button.disabled = editing.past.length === 0;
    if (act === "redo") button.disabled = editing.future.length === 0;
  }
  by("boxes-panel").hidden = mode !== "boxes";
  by("pitch-panel").hidden = mode !== "pitch";
  const classID = editing.box === null ? app.classID : editing.objects[editing.box].class_id;
  for (const button of document.querySelectorAll("[data-class]")) {
    const own = Number(button.dataset.class);
    button.lastChild.textContent = editing.objects.filter((object) => object.class_id === own).length;
    button.setAttribute("aria-pressed", String(own === classID));
  }
  app.plan.show(editing.keypoints, vertex, check?.outliers ?? []);
  showCheck(editing, check);
  by("selected").textContent = selected(app);
}

function showCheck(editing, check) {
  const count = editing.keypoints.filter(([, , v]) => v > 0).length;
  const fits = check && check.lines.length > 0;
  by("check").classList.toggle("off", Boolean(check) && (!fits && count >= 4 || check.outliers.length > 0));
  if (!check) return;
  if (fits) {
    const off = check.outliers.map((vertex) => vertex + 1).join(", ");
    by("check").textContent = `${count} keypoints fit a pitch of ${check.size.join(" × ")} m to ${check.distance.toFixed(1)} px`
      + (off ? `, but not ${off}.` : ".");
  } else {
    by("check").textContent = count < 4 ? `${count} keypoints; at least 4 are needed for lines.` : `${count} keypoints, but they fit no pitch.`;
  }
}

function selected({ editing, mode, vertex, clip }) {
  if (mode === "boxes") {
    if (editing.box === null) return `${editing.objects.length} boxes`;
    const { class_id: classID, bbox: [x1, y1, x2, y2] } = editing.objects[editing.box];
    return `${clip.classes[classID]}, ${Math.round(x2 - x1)} × ${Math.round(y2 - y1)} px at ${Math.round(x1)}, ${Math.round(y1)}`;
  }
  if (vertex === null) return "No vertex is selected.";
  const [x, y, v] = editing.keypoints[vertex];
  const where = v === 0 ? "not placed: click its position" : `${x.toFixed(1)}, ${y.toFixed(1)}${v === 1 ? ", hidden" : ""}`;
  return `Vertex ${vertex + 1}: ${where}`;
}

// Exposes the view and the saving state to automated tests.
export function mark(app) {
  const { scale, x, y } = app.view;
  Object.assign(document.body.dataset, {
    frame: app.editing?.index ?? "", scale, x, y, idle: String(app.saver.isIdle),
  });
}

// ---- Messages

export function saving(kind, message) {
  const text = { saving: "saving…", idle: "saved" };
  by("save").dataset.kind = kind;
  by("save").textContent = message ?? text[kind] ?? "";
  document.body.dataset.idle = String(kind === "idle");
}

export function say(message) {
  alertWith(message, {}, "note");
  calmTimer = setTimeout(calm, 2500);
}

export function fail(message, again) {
  alertWith(message, { "Try again": again });
}

export function ask(message, answers) {
  alertWith(message, answers);
}

export function calm() {
  clearTimeout(calmTimer);
  by("alert").hidden = true;
}

function alertWith(message, answers, kind = "warning") {
  clearTimeout(calmTimer);
  const text = document.createElement("span");
  text.textContent = message;
  const buttons = Object.entries(answers).map(([name, act]) => {
    const button = document.createElement("button");
    button.textContent = name;
    button.addEventListener("click", () => {
      calm();
      act();
    });
    return button;
  });
  by("alert").replaceChildren(text, ...buttons);
  by("alert").dataset.kind = kind;
  by("alert").hidden = false;
}

// ---- Colours

const dark = window.matchMedia("(prefers-color-scheme: dark)");
let whenThemed = () => {};

export function storedTheme() {
  const stored = localStorage.getItem("theme");
  return ["light", "dark"].includes(stored) ? stored : "system";
}

export function setTheme(theme, then) {
  whenThemed = then;
  if (theme === "system") localStorage.removeItem("theme");
  else localStorage.setItem("theme", theme);
  applyTheme();
}

function applyTheme() {
  const theme = storedTheme();
  document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  whenThemed();
}

dark.addEventListener("change", applyTheme);
