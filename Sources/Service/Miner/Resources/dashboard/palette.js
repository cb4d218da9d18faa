// The colours of drawn objects, the same as in annotated videos.

const byClass = ["#ff2fd0", "#ff9a1f", "#3a9bff", "#ffe93b"];
const teams = ["#3a9bff", "#ff4038"];

export const overClip = "#35f2ff";
export const onGrass = "#e8f5ec";
export const grass = "#2b6b3f";
export const ink = "#101010";

export const teamColour = (object) => teams[object.team];

// The colour depends on the class, and for players on the team.
export const colourOf = (object) =>
  (object.class_id === 2 && teamColour(object)) || byClass[object.class_id] || "#ffffff";
