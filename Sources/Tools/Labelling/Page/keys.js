// The keyboard: one table defines both the keys and the help that explains them.

// Each entry: the key as shown in the help, its description, and the browser's key names, modifiers and actions.
export function bindings(app, commands) {
  const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const arrows = (modifiers, run) => Object.entries(arrow).map(([key, by]) => ({ key, ...modifiers, run: () => run(...by) }));
  return [
    { show: "← →", what: "previous or next frame", on: [
      { key: "ArrowLeft", run: () => app.step(-1) }, { key: "ArrowRight", run: () => app.step(1) }] },
    { show: "PgUp PgDn", what: "ten frames back or forward", on: [
      { key: "PageUp", run: () => app.step(-10) }, { key: "PageDown", run: () => app.step(10) }] },
    { show: "Home End", what: "first or last frame", on: [
      { key: "Home", run: () => app.step(-Infinity) }, { key: "End", run: () => app.step(Infinity) }] },
    { show: "N", what: "next frame that is not done", on: [{ key: "n", run: () => app.toNextOpen() }] },
    { show: "Enter", what: "mark as done and go to the next frame", on: [{ key: "Enter", run: () => commands.markDone() }] },
    { show: "Shift Enter", what: "mark as not done", on: [{ key: "Enter", shift: true, run: () => commands.markOpen() }] },
    { show: "B, P", what: "edit boxes or the pitch", on: [
      { key: "b", run: () => app.setMode("boxes") }, { key: "p", run: () => app.setMode("pitch") }] },
    { show: "0 1 2 3", what: "class of the box, or of the next one", on: [0, 1, 2, 3].map((classID) => (
      { key: String(classID), run: () => commands.setClass(classID) })) },
    { show: "Tab", what: "select the next box or vertex", on: [
      { key: "Tab", run: () => app.selectNext(1) }, { key: "Tab", shift: true, run: () => app.selectNext(-1) }] },
    { show: "Delete, X", what: "remove the selection", on: ["Delete", "Backspace", "x"].map((key) => (
      { key, run: () => commands.remove() })) },
    { show: "Shift arrows", what: "move the selection by a pixel", on: arrows({ shift: true }, (x, y) => commands.nudge(x, y)) },
    { show: "Alt Shift arrows", what: "resize the box by a pixel", on:
      arrows({ shift: true, alt: true }, (x, y) => commands.stretch(x, y)) },
    { show: "H", what: "mark the keypoint as hidden or visible", on: [{ key: "h", run: () => commands.toggleHidden() }] },
    { show: "F", what: "fill in keypoints from the fitted lines", on: [{ key: "f", run: () => commands.fill() }] },
    { show: "C", what: "copy boxes, or keypoints, from the previous frame", on: [{ key: "c", run: () => commands.copyPrevious() }] },
    { show: "R", what: "reset to the result", on: [{ key: "r", run: () => commands.reset() }] },
    { show: "Ctrl Z, U", what: "undo", on: [
      { key: "z", control: true, run: () => commands.undo() }, { key: "u", run: () => commands.undo() }] },
    { show: "Ctrl Y", what: "redo", on: [
      { key: "y", control: true, run: () => commands.redo() },
      { key: "z", control: true, shift: true, run: () => commands.redo() }] },
    { show: "Wheel, + −", what: "zoom", on: [
      { key: "+", run: () => app.zoom(1.3) }, { key: "=", run: () => app.zoom(1.3) },
      { key: "+", shift: true, run: () => app.zoom(1.3) }, { key: "-", run: () => app.zoom(1 / 1.3) }] },
    { show: "Space drag", what: "move the picture", on: [] },
    { show: "V", what: "show the whole picture", on: [{ key: "v", run: () => app.showWhole() }] },
    { show: "L", what: "show or hide pitch lines", on: [{ key: "l", run: () => app.toggleLines() }] },
    { show: "T", what: "theme: light, dark or system", on: [{ key: "t", run: () => app.nextTheme() }] },
    { show: "Esc", what: "cancel the drag, clear the selection", on: [{ key: "Escape", run: () => app.letGo() }] },
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
    // A focused control keeps its own keys.
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
