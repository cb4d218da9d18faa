// The keyboard: one table for what keys do and for the page that explains them.

// Each: the key as the browser names it, with what must be held; what the help calls it; what it does.
export function bindings(app, commands) {
  const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const arrows = (modifiers, run) => Object.entries(arrow).map(([key, by]) => ({ key, ...modifiers, run: () => run(...by) }));
  return [
    { show: "← →", what: "previous, next frame", on: [
      { key: "ArrowLeft", run: () => app.step(-1) }, { key: "ArrowRight", run: () => app.step(1) }] },
    { show: "PgUp PgDn", what: "ten frames on, back", on: [
      { key: "PageUp", run: () => app.step(-10) }, { key: "PageDown", run: () => app.step(10) }] },
    { show: "Home End", what: "first, last frame", on: [
      { key: "Home", run: () => app.step(-Infinity) }, { key: "End", run: () => app.step(Infinity) }] },
    { show: "N", what: "next frame that is not done", on: [{ key: "n", run: () => app.toNextOpen() }] },
    { show: "Enter", what: "done, and on to the next", on: [{ key: "Enter", run: () => commands.markDone() }] },
    { show: "Shift Enter", what: "not done after all", on: [{ key: "Enter", shift: true, run: () => commands.markOpen() }] },
    { show: "B, P", what: "edit boxes, the pitch", on: [
      { key: "b", run: () => app.setMode("boxes") }, { key: "p", run: () => app.setMode("pitch") }] },
    { show: "0 1 2 3", what: "class of the box, or of the next one", on: [0, 1, 2, 3].map((classID) => (
      { key: String(classID), run: () => commands.setClass(classID) })) },
    { show: "Tab", what: "select the next box or vertex", on: [
      { key: "Tab", run: () => app.selectNext(1) }, { key: "Tab", shift: true, run: () => app.selectNext(-1) }] },
    { show: "Delete, X", what: "remove what is selected", on: ["Delete", "Backspace", "x"].map((key) => (
      { key, run: () => commands.remove() })) },
    { show: "Shift arrows", what: "move it by a pixel", on: arrows({ shift: true }, (x, y) => commands.nudge(x, y)) },
    { show: "Alt Shift arrows", what: "resize the box by a pixel", on:
      arrows({ shift: true, alt: true }, (x, y) => commands.stretch(x, y)) },
    { show: "H", what: "keypoint hidden, or seen", on: [{ key: "h", run: () => commands.toggleHidden() }] },
    { show: "F", what: "fill in keypoints by the lines", on: [{ key: "f", run: () => commands.fill() }] },
    { show: "C", what: "copy boxes, or keypoints, from before", on: [{ key: "c", run: () => commands.copyPrevious() }] },
    { show: "R", what: "back to what was found", on: [{ key: "r", run: () => commands.reset() }] },
    { show: "Ctrl Z, U", what: "undo", on: [
      { key: "z", control: true, run: () => commands.undo() }, { key: "u", run: () => commands.undo() }] },
    { show: "Ctrl Y", what: "redo", on: [
      { key: "y", control: true, run: () => commands.redo() },
      { key: "z", control: true, shift: true, run: () => commands.redo() }] },
    { show: "Wheel, + −", what: "zoom", on: [
      { key: "+", run: () => app.zoom(1.3) }, { key: "=", run: () => app.zoom(1.3) },
      { key: "+", shift: true, run: () => app.zoom(1.3) }, { key: "-", run: () => app.zoom(1 / 1.3) }] },
    { show: "Space drag", what: "move the picture", on: [] },
    { show: "V", what: "the whole picture", on: [{ key: "v", run: () => app.showWhole() }] },
    { show: "L", what: "pitch lines on, off", on: [{ key: "l", run: () => app.toggleLines() }] },
    { show: "T", what: "light, dark, as the system", on: [{ key: "t", run: () => app.nextTheme() }] },
    { show: "Esc", what: "let go, select nothing", on: [{ key: "Escape", run: () => app.letGo() }] },
    { show: "?", what: "this help", on: [
      { key: "?", run: () => app.help() }, { key: "?", shift: true, run: () => app.help() }] },
  ];
}

export function listen(app, table) {
  const all = table.flatMap(({ on }) => on);
  window.addEventListener("keydown", (event) => {
    const target = event.target;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === " " && !(target instanceof HTMLButtonElement) && !target.closest?.("#plan")) {
      app.holdSpace(true);
      event.preventDefault();
      return;
    }
    // A focused control's own keys stay its own.
    const isControl = target instanceof HTMLButtonElement || target.closest?.("#plan");
    if (isControl && (event.key === "Enter" || event.key === "Tab")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const match = all.find((one) => one.key === key && Boolean(one.shift) === event.shiftKey
      && Boolean(one.alt) === event.altKey && Boolean(one.control) === (event.ctrlKey || event.metaKey));
    if (!match) return;
    event.preventDefault();
    match.run();
  });
  window.addEventListener("keyup", (event) => {
    if (event.key === " ") app.holdSpace(false);
  });
}

export function explain(table, element) {
  for (const { show, what } of table) {
    const row = document.createElement("div");
    const keys = document.createElement("span");
    const key = document.createElement("kbd");
    key.textContent = show;
    keys.append(key);
    const text = document.createElement("span");
    text.textContent = what;
    row.append(keys, text);
    element.append(row);
  }
}
