// The labels of one frame during editing: boxes, keypoints, the selection and the undo history.

const copy = (labels) => structuredClone(labels);

export class Editing {
  constructor(answer) {
    this.index = answer.frame;
    this.time = answer.time;
    this.state = answer.state;
    this.labels = answer.labels;
    this.past = [];
    this.future = [];
    this.box = null; // the selected index in labels.objects
  }

  get objects() {
    return this.labels.objects;
  }

  get keypoints() {
    return this.labels.keypoints;
  }

  // Stores the labels before a change.
  begin() {
    this.past.push(copy(this.labels));
    if (this.past.length > 200) this.past.shift();
    this.future = [];
  }

  // Discards a change that has started, without a trace in the history.
  abandon() {
    if (this.past.length > 0) this.labels = this.past.pop();
    this.#keepSelection();
  }

  // Returns whether the change had an effect. If not, removes it from the history.
  settle() {
    const before = this.past[this.past.length - 1];
    if (before && JSON.stringify(before) === JSON.stringify(this.labels)) {
      this.past.pop();
      return false;
    }
    return true;
  }

  undo() {
    if (this.past.length === 0) return false;
    this.future.push(copy(this.labels));
    this.labels = this.past.pop();
    this.#keepSelection();
    return true;
  }

  redo() {
    if (this.future.length === 0) return false;
    this.past.push(copy(this.labels));
    this.labels = this.future.pop();
    this.#keepSelection();
    return true;
  }

  addBox(classID, corners) {
    this.objects.push({ class_id: classID, bbox: corners });
    this.box = this.objects.length - 1;
  }

  setBox(place, corners) {
    this.objects[place] = { class_id: this.objects[place].class_id, bbox: corners };
  }

  setClass(place, classID) {
    this.objects[place] = { class_id: classID, bbox: this.objects[place].bbox };
  }

  removeBox(place) {
    this.objects.splice(place, 1);
    this.box = null;
  }

  // v: 0 outside the picture, 1 hidden, 2 visible.
  setVertex(vertex, x, y, v = this.keypoints[vertex][2] || 2) {
    this.keypoints[vertex] = v === 0 ? [0, 0, 0] : [x, y, v];
  }

  #keepSelection() {
    if (this.box !== null && this.box >= this.objects.length) this.box = null;
  }
}

// Returns a box with its corners in order and clipped to the picture.
export function tidy([x1, y1, x2, y2], { width, height }) {
  const within = (value, end) => Math.min(Math.max(value, 0), end);
  const [left, right] = [within(Math.min(x1, x2), width), within(Math.max(x1, x2), width)];
  const [top, bottom] = [within(Math.min(y1, y2), height), within(Math.max(y1, y2), height)];
  return [left, top, right, bottom].map((value) => Math.round(value * 100) / 100);
}

// Returns a box moved as a whole, at most to the edge of the picture.
export function shifted([x1, y1, x2, y2], dx, dy, { width, height }) {
  const x = Math.min(Math.max(dx, -x1), width - x2);
  const y = Math.min(Math.max(dy, -y1), height - y2);
  return tidy([x1 + x, y1 + y, x2 + x, y2 + y], { width, height });
}

// Returns the boxes under a point, the smallest first.
export function boxesAt(objects, x, y, slack) {
  const area = ({ bbox: [x1, y1, x2, y2] }) => (x2 - x1) * (y2 - y1);
  return objects
    .map((object, place) => ({ object, place }))
    .filter(({ object: { bbox: [x1, y1, x2, y2] } }) =>
      x >= x1 - slack && x <= x2 + slack && y >= y1 - slack && y <= y2 + slack)
    .sort((a, b) => area(a.object) - area(b.object))
    .map(({ place }) => place);
}

// Returns the keypoint nearest to a point within reach, or null if there is none.
export function vertexAt(keypoints, x, y, reach) {
  let best = null;
  let least = reach;
  keypoints.forEach(([kx, ky, v], vertex) => {
    const distance = Math.hypot(kx - x, ky - y);
    if (v > 0 && distance <= least) [best, least] = [vertex, distance];
  });
  return best;
}
