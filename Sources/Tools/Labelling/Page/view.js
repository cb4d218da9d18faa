// The frame on the canvas: the position of the picture and everything drawn on it.

export const colours = ["#ffd60a", "#ff8a3d", "#37a6ff", "#e06bff"]; // by class id
const lineColour = "#e8fff0";
const handleSize = 7;
const roomForMore = 44; // the length of a side that leaves room for a handle in the middle, in CSS pixels

export class View {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    this.picture = null;
    this.isWhole = true;
  }

  // Converts between CSS pixels of the canvas and pixels of the frame.
  toFrame(x, y) {
    return [(x - this.x) / this.scale, (y - this.y) / this.scale];
  }

  toCanvas(x, y) {
    return [x * this.scale + this.x, y * this.scale + this.y];
  }

  resize(size) {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth, clientHeight } = this.canvas;
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
    this.ratio = ratio;
    if (this.isWhole) this.whole(size);
  }

  whole({ width, height }) {
    const { clientWidth, clientHeight } = this.canvas;
    this.scale = Math.min((clientWidth - 16) / width, (clientHeight - 16) / height);
    this.x = (clientWidth - width * this.scale) / 2;
    this.y = (clientHeight - height * this.scale) / 2;
    this.isWhole = true;
  }

  zoom(factor, x, y) {
    const scale = Math.min(Math.max(this.scale * factor, 0.05), 40);
    const [fx, fy] = this.toFrame(x, y);
    this.scale = scale;
    this.x = x - fx * scale;
    this.y = y - fy * scale;
    this.isWhole = false;
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.isWhole = false;
  }

  // Scrolls so that a point of the frame is on the canvas.
  reveal(x, y) {
    const [cx, cy] = this.toCanvas(x, y);
    const { clientWidth, clientHeight } = this.canvas;
    if (cx < 0 || cy < 0 || cx > clientWidth || cy > clientHeight) this.pan(clientWidth / 2 - cx, clientHeight / 2 - cy);
  }

  draw({ editing, mode, check, showsLines, hover, vertex, pointer, drawing, clip }) {
    const { context: c, canvas } = this;
    c.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    c.clearRect(0, 0, canvas.clientWidth, canvas.clientHeight);
    c.imageSmoothingEnabled = this.scale < 3;
    const [right, bottom] = this.toCanvas(clip.width, clip.height);
    if (this.picture) {
      c.drawImage(this.picture, this.x, this.y, right - this.x, bottom - this.y);
    } else {
      c.fillStyle = "#0003";
      c.fillRect(this.x, this.y, right - this.x, bottom - this.y);
    }
    if (!editing) return;
    c.save();
    c.beginPath();
    c.rect(this.x, this.y, right - this.x, bottom - this.y);
    c.clip();
    if (showsLines && check) this.#lines(check, mode === "pitch" ? 0.95 : 0.4);
    c.restore();
    c.globalAlpha = mode === "boxes" ? 1 : 0.35;
    editing.objects.forEach((object, place) => this.#box(object, mode === "boxes" && place === editing.box, hover === place));
    c.globalAlpha = 1;
    if (mode === "pitch") this.#keypoints(editing.keypoints, vertex, check);
    if (mode === "boxes" && pointer && !drawing && hover === null) this.#crosshair(pointer, right, bottom);
  }

  // Returns the positions of a box's handles on the canvas, with the sides that each moves: left, top, right, bottom.
  handles([x1, y1, x2, y2]) {
    const [left, top] = this.toCanvas(x1, y1);
    const [right, bottom] = this.toCanvas(x2, y2);
    const [midX, midY] = [(left + right) / 2, (top + bottom) / 2];
    const corners = [
      [left, top, "lt"], [right, top, "rt"], [left, bottom, "lb"], [right, bottom, "rb"],
    ];
    // If the corners are too close, there are only corner handles.
    if (right - left > roomForMore) corners.push([midX, top, "t"], [midX, bottom, "b"]);
    if (bottom - top > roomForMore) corners.push([left, midY, "l"], [right, midY, "r"]);
    return corners;
  }

  #lines(check, opacity) {
    const c = this.context;
    c.globalAlpha = opacity;
    c.strokeStyle = lineColour;
    c.shadowColor = "#000a";
    c.shadowBlur = 2;
    c.lineWidth = 1.25;
    for (const line of check.lines) {
      c.beginPath();
      line.forEach(([x, y], place) => c[place === 0 ? "moveTo" : "lineTo"](...this.toCanvas(x, y)));
      c.stroke();
    }
    c.shadowBlur = 0;
    c.globalAlpha = 1;
  }

  #box({ class_id: classID, bbox, confidence }, isSelected, isHovered) {
    const c = this.context;
    const [x1, y1] = this.toCanvas(bbox[0], bbox[1]);
    const [x2, y2] = this.toCanvas(bbox[2], bbox[3]);
    const path = () => c.strokeRect(x1, y1, x2 - x1, y2 - y1);
    c.lineWidth = isSelected ? 4 : 3;
    c.strokeStyle = "#000a";
    path();
    c.lineWidth = isSelected || isHovered ? 2 : 1.5;
    c.strokeStyle = colours[classID];
    // Dashed: an uncertain detection that nobody has changed yet.
    if (confidence !== undefined && confidence < 0.5) c.setLineDash([5, 3]);
    path();
    c.setLineDash([]);
    if (isHovered || isSelected) {
      this.#tag(`${this.classes[classID]}${confidence === undefined ? "" : ` ${confidence.toFixed(2)}`}`, x1, y1, colours[classID]);
    }
    if (!isSelected) return;
    for (const [x, y] of this.handles(bbox)) {
      c.fillStyle = "#fff";
      c.strokeStyle = "#000";
      c.lineWidth = 1;
      c.beginPath();
      c.rect(x - handleSize / 2, y - handleSize / 2, handleSize, handleSize);
      c.fill();
      c.stroke();
    }
  }

  #tag(text, x, y, colour) {
    const c = this.context;
    c.font = "600 12px system-ui, sans-serif";
    const width = c.measureText(text).width + 8;
    const top = y > 24 ? y - 22 : y + 4;
    c.fillStyle = colour;
    c.fillRect(x, top, width, 17);
    c.fillStyle = "#101010";
    c.fillText(text, x + 4, top + 12.5);
  }

  #keypoints(keypoints, selected, check) {
    const c = this.context;
    keypoints.forEach(([kx, ky, v], vertex) => {
      if (v === 0) return;
      const [x, y] = this.toCanvas(kx, ky);
      const isOutlier = check?.outliers.includes(vertex);
      c.beginPath();
      c.arc(x, y, vertex === selected ? 8 : 6, 0, 2 * Math.PI);
      c.fillStyle = isOutlier ? "#ff5a4d66" : "#00000040";
      c.fill();
      c.lineWidth = 4;
      c.strokeStyle = "#000a";
      c.stroke();
      c.lineWidth = 2;
      c.strokeStyle = isOutlier ? "#ff5a4d" : vertex === selected ? "#ffd60a" : "#fff";
      if (v === 1) c.setLineDash([3, 3]);
      c.stroke();
      c.setLineDash([]);
      c.fillStyle = c.strokeStyle;
      c.fillRect(x - 1, y - 1, 2, 2);
      c.font = "600 12px system-ui, sans-serif";
      c.lineWidth = 3;
      c.strokeStyle = "#000c";
      c.strokeText(String(vertex + 1), x + 9, y - 7);
      c.fillStyle = "#fff";
      c.fillText(String(vertex + 1), x + 9, y - 7);
    });
  }

  #crosshair([x, y], right, bottom) {
    if (x < this.x || y < this.y || x > right || y > bottom) return;
    const c = this.context;
    c.strokeStyle = "#ffffff80";
    c.lineWidth = 1;
    c.beginPath();
    c.moveTo(x, this.y);
    c.lineTo(x, bottom);
    c.moveTo(this.x, y);
    c.lineTo(right, y);
    c.stroke();
  }
}
