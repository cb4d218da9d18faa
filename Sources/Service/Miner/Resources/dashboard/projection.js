// Projects straight segments of the pitch into the picture and clips them to its edges.
//
// Clipping happens before the division by depth: the picture's four edges bound a cone of positive depth
// (Blinn and Newell, Clipping Using Homogeneous Coordinates, 1978).

export function project(matrix, a, b, width, height) {
  const [p, q] = [deep(matrix, a), deep(matrix, b)];
  const [inside, outside] = [margins(p, width, height), margins(q, width, height)];
  let [from, to] = [0, 1];
  for (let edge = 0; edge < 4; edge += 1) {
    const [near, far] = [inside[edge], outside[edge]];
    if (near < 0 && far < 0) return null;
    if (near < 0) from = Math.max(from, near / (near - far));
    if (far < 0) to = Math.min(to, near / (near - far));
  }
  if (from >= to) return null;
  const [start, end] = [between(p, q, from), between(p, q, to)];
  if (start[2] <= 0 || end[2] <= 0) return null;
  return [[start[0] / start[2], start[1] / start[2]], [end[0] / end[2], end[1] / end[2]]];
}

const deep = (m, [x, y]) => [0, 3, 6].map((row) => m[row] * x + m[row + 1] * y + m[row + 2]);
const between = (p, q, share) => p.map((value, axis) => value + (q[axis] - value) * share);

// The distances to the four edges, multiplied by depth, with a margin for the width of a line.
function margins([x, y, depth], width, height) {
  const room = 4;
  return [x + room * depth, (width + room) * depth - x, y + room * depth, (height + room) * depth - y];
}
