// Determines which frame to show: from the clip if there is one, otherwise from its own timer.

export class Clock {
  frame = 0;
  isPlaying = false;
  #count;
  #rate;
  #show;
  #video = null;
  // The presentation time of the clip's first frame.
  #origin = 0;
  #speed = 1;
  #request = 0;
  #base = { time: 0, frame: 0 };

  // Calls show(frame) for every frame, and when playback starts or stops.
  constructor({ count, rate, show }) {
    this.#count = count;
    this.#rate = rate;
    this.#show = show;
  }

  set speed(value) {
    this.#speed = value;
    if (this.#video) this.#video.playbackRate = value;
    this.#rebase();
  }

  play() {
    if (this.isPlaying) return;
    if (this.frame >= this.#count - 1) this.seek(0);
    this.isPlaying = true;
    this.#rebase();
    this.#show(this.frame);
    if (this.#video) {
      this.#video.playbackRate = this.#speed;
      this.#video.play().catch(() => this.pause());
    }
    this.#request = requestAnimationFrame((now) => this.#tick(now));
  }

  pause() {
    cancelAnimationFrame(this.#request);
    const wasPlaying = this.isPlaying;
    this.isPlaying = false;
    this.#video?.pause();
    if (wasPlaying) this.#show(this.frame);
  }

  seek(frame) {
    this.frame = this.#inside(frame);
    this.#rebase();
    // The middle of the frame, so that rounding cannot select a neighbour.
    if (this.#video) this.#video.currentTime = this.#origin + (this.frame + 0.5) / this.#rate;
    this.#show(this.frame);
  }

  // Follows a clip whose first frame has loaded.
  async follow(video) {
    this.pause();
    this.#video = null;
    const frame = this.frame;
    this.#origin = await firstTime(video);
    this.#video = video;
    video.addEventListener("seeked", this.#seeked);
    if (video.requestVideoFrameCallback) video.requestVideoFrameCallback((_, data) => this.#presented(video, data));
    this.seek(frame);
  }

  leave() {
    this.pause();
    this.#video?.removeEventListener("seeked", this.#seeked);
    this.#video = null;
  }

  #seeked = () => this.#show(this.frame);

  // The browser reports the presentation time of the frame on screen.
  #presented(video, { mediaTime }) {
    if (this.#video !== video) return;
    video.requestVideoFrameCallback((_, data) => this.#presented(video, data));
    if (video.seeking) return;
    this.#reach(Math.round((mediaTime - this.#origin) * this.#rate));
  }

  #tick(now) {
    if (!this.isPlaying) return;
    const video = this.#video;
    if (!video) {
      this.#reach(this.#base.frame + Math.floor(((now - this.#base.time) / 1000) * this.#rate * this.#speed));
    } else if (!video.requestVideoFrameCallback) {
      this.#reach(Math.floor((video.currentTime - this.#origin) * this.#rate + 0.01));
    }
    // The browser may pause the video for reasons of its own.
    if (video?.ended || video?.paused) this.pause();
    if (this.isPlaying) this.#request = requestAnimationFrame((next) => this.#tick(next));
  }

  // A partial result may end before the clip does.
  #reach(frame) {
    if (this.isPlaying && frame >= this.#count - 1) {
      this.frame = this.#count - 1;
      this.pause();
    } else if (this.#inside(frame) !== this.frame) {
      this.frame = this.#inside(frame);
      this.#show(this.frame);
    }
  }

  #rebase() {
    this.#base = { time: performance.now(), frame: this.frame };
  }

  #inside(frame) {
    return Math.min(Math.max(frame, 0), this.#count - 1);
  }
}

// Some clips do not start at time 0, because their index begins with frames that are never shown.
function firstTime(video) {
  return new Promise((resolve) => {
    if (!video.requestVideoFrameCallback || video.currentTime !== 0) return resolve(0);
    const patience = setTimeout(() => resolve(0), 1000);
    video.requestVideoFrameCallback((_, { mediaTime }) => {
      clearTimeout(patience);
      resolve(mediaTime);
    });
  });
}
