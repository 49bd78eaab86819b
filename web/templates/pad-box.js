/** The box to write in: finger, pen or mouse, one at a time, and what was written fitted into whatever size it has. */
const RESTING_MS = 1000;

class Box {
  /** @param canvas the box; @param onMark told each finished mark; `marks` are all so far, oldest first */
  constructor(canvas, onMark) {
    Object.assign(this, { canvas, onMark, marks: [], size: null, drawn: null, isOpen: false, penAt: -Infinity });
    canvas.addEventListener("pointerdown", (event) => this.begin(event));
    canvas.addEventListener("pointermove", (event) => this.go(event));
    for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
      canvas.addEventListener(end, (event) => this.end(event));
    }
    // Older browsers scroll and zoom in spite of the style.
    canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  /** Goes on with what is known already. */
  show(marks, size) {
    Object.assign(this, { marks: [...marks], size: size.length ? size : null, drawn: null });
    this.draw();
  }

  add(kind, points) {
    const mark = points ? { kind, at: Date.now(), points } : { kind, at: Date.now() };
    this.marks.push(mark);
    this.draw();
    this.onMark(mark);
  }

  begin(event) {
    if (!this.isOpen || this.drawn || event.button > 0 || this.isPalm(event)) return;
    event.preventDefault();
    const { width, height } = this.canvas.getBoundingClientRect();
    this.size ??= [Math.round(width), Math.round(height)];
    this.fit();
    this.drawn = { pointer: event.pointerId, since: event.timeStamp, points: [], by: event.pointerType };
    this.canvas.setPointerCapture?.(event.pointerId);
    this.note(event);
    this.draw();
  }

  /** A hand rests on the glass beside the pen. */
  isPalm(event) {
    if (event.pointerType === "pen") this.penAt = event.timeStamp;
    return event.pointerType === "touch" && event.timeStamp - this.penAt < RESTING_MS;
  }

  go(event) {
    if (event.pointerType === "pen") this.penAt = event.timeStamp;
    if (event.pointerId !== this.drawn?.pointer) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    for (const each of passed.length ? passed : [event]) this.note(each);
    this.draw();
    if (this.drawn.points.length >= 2500) this.end(event);
  }

  end(event) {
    if (event.pointerId !== this.drawn?.pointer) return;
    const { points } = this.drawn;
    this.drawn = null;
    this.add("stroke", points);
  }

  note(event) {
    const { left, top } = this.canvas.getBoundingClientRect();
    const whole = (value) => Math.max(-100000, Math.min(100000, Math.round((value / this.scale) * 10)));
    const [x, y] = [whole(event.clientX - left - this.left), whole(event.clientY - top - this.top)];
    const { points, since, by } = this.drawn;
    const last = points[points.length - 1];
    if (last && last[0] === x && last[1] === y) return;
    // Fingers are felt by few screens, and told as all or nothing.
    const pressure = by === "pen" ? Math.round(Math.min(1, event.pressure) * 1000) : 0;
    const t = Math.max(last?.[2] ?? 0, Math.min(3600000, Math.round(event.timeStamp - since)));
    points.push([x, y, t, pressure]);
  }

  /** Where the box that was begun in lies in this one, and how much larger it is shown. */
  fit() {
    const { width, height } = this.canvas.getBoundingClientRect();
    const [wide, high] = this.size ?? [width, height];
    this.scale = Math.min(width / wide, height / high) || 1;
    this.left = (width - wide * this.scale) / 2;
    this.top = (height - high * this.scale) / 2;
    return { width, height };
  }

  draw() {
    const { width, height } = this.fit();
    if (!width || !height) return;
    const pen = penOn(this.canvas, width, height);
    pen.translate(this.left, this.top);
    pen.scale(this.scale / 10, this.scale / 10);
    for (const points of standing(this.marks)) drawStroke(pen, points);
    if (this.drawn?.points.length) drawStroke(pen, this.drawn.points);
  }

  /** Shows the ink alone, cut out closely, on another canvas. */
  drawOn(canvas) {
    const strokes = standing(this.marks);
    const [xs, ys] = [0, 1].map((side) => strokes.flatMap((points) => points.map((point) => point[side])));
    const { width, height } = canvas.getBoundingClientRect();
    if (!strokes.length || !width) return;
    const [left, top] = [Math.min(...xs) - 40, Math.min(...ys) - 40];
    const [wide, high] = [Math.max(...xs) + 40 - left, Math.max(...ys) + 40 - top];
    const scale = Math.min(width / wide, height / high, 0.15);
    const pen = penOn(canvas, width, height);
    pen.translate((width - wide * scale) / 2, (height - high * scale) / 2);
    pen.scale(scale, scale);
    pen.translate(-left, -top);
    for (const points of strokes) drawStroke(pen, points);
  }
}
