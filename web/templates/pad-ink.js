/** Ink by the rules of `rules/ink.py`: which strokes stand, and how thick a line is. Lengths are tenths of a pixel. */
const THINNEST = 16;
const THICKEST = 42;
const FELT_PRESSURE = 20;
const STEADINESS = 0.7;
const SLOWING = 14;
const LEAST_LENGTH = 300;

function standing(marks) {
  const history = [];
  for (const { kind, points } of marks) {
    if (kind === "undo") history.pop();
    else history.push(kind === "stroke" ? points : null);
  }
  const cleared = history.lastIndexOf(null);
  return history.slice(cleared + 1);
}

/** Whether an undo would take something back: a clearing as well. */
function isUndoable(marks) {
  let left = 0;
  for (const { kind } of marks) left = kind === "undo" ? Math.max(0, left - 1) : left + 1;
  return left > 0;
}

function lengthOf(strokes) {
  let length = 0;
  for (const points of strokes) {
    for (let at = 1; at < points.length; at += 1) {
      length += Math.hypot(points[at][0] - points[at - 1][0], points[at][1] - points[at - 1][1]);
    }
  }
  return length;
}

function widthsOf(points) {
  const pressures = points.map((point) => point[3]);
  if (Math.max(...pressures) - Math.min(...pressures) > FELT_PRESSURE) {
    return pressures.map((each) => THINNEST + ((THICKEST - THINNEST) * each) / 1000);
  }
  const widths = [THICKEST - (THICKEST - THINNEST) / 4];
  for (let at = 1; at < points.length; at += 1) {
    const [a, b] = [points[at - 1], points[at]];
    const speed = Math.hypot(b[0] - a[0], b[1] - a[1]) / Math.max(b[2] - a[2], 1);
    const wanted = Math.max(THINNEST, THICKEST - (SLOWING * speed) / 10);
    widths.push(STEADINESS * widths[at - 1] + (1 - STEADINESS) * wanted);
  }
  return widths;
}

/** Draws a stroke: smooth, half way between the measured points, each piece as thick as its ends. */
function drawStroke(pen, points) {
  const widths = widthsOf(points);
  if (points.length === 1) {
    pen.beginPath();
    pen.arc(points[0][0], points[0][1], widths[0] / 2, 0, 2 * Math.PI);
    pen.fill();
    return;
  }
  let from = points[0];
  for (let at = 1; at < points.length; at += 1) {
    const [a, b] = [points[at - 1], points[at]];
    const to = at === points.length - 1 ? b : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    pen.lineWidth = (widths[at - 1] + widths[at]) / 2;
    pen.beginPath();
    pen.moveTo(from[0], from[1]);
    pen.quadraticCurveTo(a[0], a[1], to[0], to[1]);
    pen.stroke();
    from = to;
  }
}

/** Prepares a canvas of this size in pixels of the page, sharp on every screen. */
function penOn(canvas, width, height) {
  const finer = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * finer);
  canvas.height = Math.round(height * finer);
  const pen = canvas.getContext("2d");
  pen.scale(finer, finer);
  pen.lineCap = pen.lineJoin = "round";
  pen.strokeStyle = pen.fillStyle = "#12203f";
  return pen;
}
