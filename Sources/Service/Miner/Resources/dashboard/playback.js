// The result of a clip, frame by frame, and the figures that the page draws.

export const classes = ["ball", "goalkeeper", "player", "referee"];
const ball = 0;

export class Playback {
  constructor(data) {
    this.width = data.width || 1280;
    this.height = data.height || 720;
    this.rate = data.frame_rate;
    this.hasClip = data.has_clip;
    this.plans = data.plans;
    this.frames = data.frames;
    this.count = data.frames.length;
    // The cuts: the first frame of every shot except the first shot.
    this.cuts = data.shots.slice(1).map((shot) => shot.from_frame);
    this.byClass = classes.map((_, id) => Uint16Array.from(this.frames, (frame) => count(frame, id)));
    this.ballConfidence = Float32Array.from(this.frames, (frame) => highest(frame.objects.filter(isBall)));
    this.hasPitch = Uint8Array.from(this.frames, (frame) => (frame.pitch ? 1 : 0));
    this.confidence = Float32Array.from(this.frames, (frame) => mean(frame.objects.filter((object) => !isBall(object))));
  }

  // Returns the time of a frame, in seconds from the start of the clip.
  time(index) {
    return index / this.rate;
  }

  // Returns an object's positions on the pitch up to a frame, over a limited number of frames and not across a cut.
  trail(id, index, length) {
    const cut = this.cuts.findLast((cut) => cut <= index) ?? 0;
    const places = [];
    for (let past = Math.max(index - length, cut, 0); past <= index; past += 1) {
      const place = this.frames[past].objects.find((object) => object.id === id)?.place;
      if (place) places.push(place);
    }
    return places;
  }

  // Describes a frame in words.
  describe(index) {
    const counted = [2, 1, 3].map((id) => words(this.byClass[id][index], classes[id]));
    const sure = this.confidence[index];
    return [
      ...counted, this.byClass[ball][index] > 0 ? "ball" : "no ball",
      Number.isNaN(sure) ? "" : `mean confidence ${sure.toFixed(2)}`,
      this.frames[index].pitch ? "" : "pitch not recognised",
    ].filter(Boolean).join(", ");
  }
}

const isBall = (object) => object.class_id === ball;
const count = (frame, id) => frame.objects.filter((object) => object.class_id === id).length;
const words = (number, name) => `${number} ${name}${number === 1 ? "" : "s"}`;
const highest = (objects) => objects.reduce((most, object) => Math.max(most, object.confidence), 0);

function mean(objects) {
  if (objects.length === 0) return NaN;
  return objects.reduce((sum, object) => sum + object.confidence, 0) / objects.length;
}
