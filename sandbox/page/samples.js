/** Sample photos, drawn on a canvas: a demo needs no camera and no files. Every one is different. */
import { button, el } from "./dom.js";
import { captionField, sendFiles } from "./attach.js";
import { stampOf } from "./when.js";
import { t } from "./words.js";

const WIDTH = 1280;
const HEIGHT = 960;
const MOST = 6;
const SCENES = { shop, fridge, hydrant, licence, paper, kitchen };

export function sampleSheet(phone) {
  let chosen = "fridge";
  phone.overlays.sheet("sample", t("sample_title"), (close) => {
    const scenes = Object.keys(SCENES).map((name) => {
      const label = t(`scene_${name}`);
      return button("scene", label, () => pick(name), { class: "chip-choice", data: { scene: name } });
    });
    const pick = (name) => {
      chosen = name;
      for (const node of scenes) node.setAttribute("aria-pressed", String(node.dataset.scene === name));
      preview.replaceChildren(paint(name, 320, 240));
    };
    const preview = el("div", { class: "sample-preview" });
    const count = el("input", { type: "number", min: 1, max: MOST, value: 1, data: { act: "sample-count" } });
    const caption = captionField();
    const original = el("input", { type: "checkbox", data: { act: "as-file" } });
    const send = button("send-sample", t("send"), async () => {
      const many = Math.min(MOST, Math.max(1, count.valueAsNumber || 1));
      close();
      const files = Array.from({ length: many }, (_, i) => photoFile(chosen, i));
      await sendFiles(phone, files, caption.value.trim(), original.checked ? "document" : "photo");
    }, { class: "main" });
    pick(chosen);
    return [
      el("p", { class: "sheet-note" }, t("sample_note")),
      preview,
      el("div", { class: "chip-choices" }, scenes),
      el("label", { class: "field inline" }, el("span", {}, t("sample_count")), count),
      caption,
      el("label", { class: "check" }, original, t("as_file")),
      send,
    ];
  });
}

function photoFile(scene, number) {
  // toBlob would wait for the browser to be idle, which can take seconds.
  const [, encoded] = paint(scene, WIDTH, HEIGHT).toDataURL("image/jpeg", 0.9).split(",");
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  const stamp = stampOf(Date.now() / 1000).replace(/\D/g, "").slice(2);
  return new File([bytes], `IMG_${stamp}_${number + 1}.jpg`, { type: "image/jpeg" });
}

function paint(scene, width, height) {
  const canvas = el("canvas", { width, height, role: "img", "aria-label": t(`scene_${scene}`) });
  const g = canvas.getContext("2d");
  g.scale(width / WIDTH, height / HEIGHT);
  const shade = g.createLinearGradient(0, 0, WIDTH * Math.random(), HEIGHT);
  shade.addColorStop(0, tint(0.9));
  shade.addColorStop(1, tint(0.62));
  fill(g, shade, 0, 0, WIDTH, HEIGHT);
  g.save();
  // A hand-held camera: a little askew and off the middle.
  g.translate(WIDTH / 2 + swing(50), HEIGHT / 2 + swing(30));
  g.rotate(swing(0.05));
  g.scale(1 + swing(0.07), 1 + swing(0.07));
  SCENES[scene](g);
  g.restore();
  grain(g);
  write(g, stampOf(Date.now() / 1000), 48, HEIGHT - 44, 40, "#ffd54a", "left");
  write(g, "演示 DEMO", WIDTH - 48, 74, 36, "rgba(255,255,255,.85)", "right");
  return canvas;
}

function shop(g) {
  fill(g, "#b9a58c", -560, -330, 1120, 640);
  fill(g, "#a32a22", -520, -310, 1040, 130);
  write(g, "晨 露 餐 饮", 0, -216, 88, "#ffe9b0");
  for (const x of [-480, 200]) fill(g, "#8fb4c4", x, -130, 280, 330);
  fill(g, "#5d4433", -140, -140, 280, 450);
  fill(g, "#d9b45f", 92, 70, 16, 60);
  fill(g, "#c9c3b8", -640, 310, 1280, 200);
}

function fridge(g) {
  fill(g, "#e9eef1", -260, -420, 520, 840, 26);
  fill(g, "#cfd8dd", -236, -396, 472, 250, 16);
  fill(g, "#d8e0e4", -236, -126, 472, 520, 16);
  fill(g, "#8c9aa3", 170, -330, 22, 130, 10);
  fill(g, "#10181c", -150, -330, 250, 110, 14);
  write(g, `${(2 + Math.random() * 13).toFixed(1)} ℃`, -25, -250, 72, "#6ff08b");
  for (let i = 0; i < 6; i += 1) fill(g, tint(0.55), -206 + (i % 3) * 140, 0 + Math.floor(i / 3) * 180, 120, 130, 8);
}

function hydrant(g) {
  fill(g, "#c9d2d6", -600, 330, 1200, 30);
  for (const x of [-150, 130]) {
    fill(g, "#c62828", x - 85, -210, 170, 520, 70);
    fill(g, "#20262a", x - 30, -290, 60, 90, 12);
    fill(g, "#20262a", x - 90, -300, 180, 26, 12);
    fill(g, "#f4f1e6", x - 66, -40, 132, 170, 6);
    write(g, "灭火器", x, 34, 40, "#b71c1c");
    write(g, `${2024 + Math.floor(Math.random() * 4)}.0${1 + Math.floor(Math.random() * 9)}`, x, 94, 34, "#333");
  }
}

function licence(g) {
  fill(g, "#7a5a2e", -440, -330, 880, 660, 10);
  fill(g, "#fffdf3", -410, -300, 820, 600);
  write(g, "营 业 执 照", 0, -180, 76, "#a3201a");
  write(g, "（样本，虚构）", 0, -116, 34, "#777");
  lines(g, -340, -50, 680, 5);
  g.strokeStyle = "#c62828";
  g.lineWidth = 9;
  g.beginPath();
  g.arc(250, 180, 82, 0, Math.PI * 2);
  g.stroke();
}

function paper(g) {
  fill(g, "#fbfaf6", -360, -470, 720, 940);
  write(g, "实地核查记录表", 0, -380, 54, "#222");
  lines(g, -300, -310, 600, 9);
  write(g, "被核查方签字：", -300, 250, 38, "#333", "left");
  g.strokeStyle = "#17306b";
  g.lineWidth = 7;
  g.beginPath();
  g.moveTo(-20, 250);
  for (let x = 0; x < 260; x += 26) g.quadraticCurveTo(x, 180 + Math.random() * 90, x + 13, 200 + Math.random() * 70);
  g.stroke();
}

function kitchen(g) {
  for (let x = -640; x < 640; x += 92) for (let y = -480; y < 120; y += 92) fill(g, tint(0.92), x, y, 86, 86, 4);
  fill(g, "#aeb9bf", -620, 120, 1240, 60);
  fill(g, "#87949b", -620, 180, 1240, 330);
  for (const x of [-420, -80, 260]) {
    fill(g, "#3b4348", x, 30, 220, 100, 22);
    fill(g, tint(0.5), x + 20, 10 + swing(8), 180, 40, 18);
  }
}

function lines(g, x, y, width, count) {
  for (let i = 0; i < count; i += 1) fill(g, "#b8b8b8", x, y + i * 56, width * (0.6 + Math.random() * 0.4), 12, 6);
}

function fill(g, colour, x, y, width, height, radius = 0) {
  g.fillStyle = colour;
  g.beginPath();
  g.roundRect(x, y, width, height, radius);
  g.fill();
}

function write(g, words, x, y, size, colour, align = "center") {
  g.font = `700 ${size}px system-ui, "Noto Sans CJK SC", sans-serif`;
  g.textAlign = align;
  g.fillStyle = colour;
  g.fillText(words, x, y);
}

function grain(g) {
  for (let i = 0; i < 900; i += 1) {
    g.fillStyle = `rgba(${Math.random() < 0.5 ? "255,255,255" : "0,0,0"},.06)`;
    g.fillRect(Math.random() * WIDTH, Math.random() * HEIGHT, 3 + Math.random() * 5, 3);
  }
}

function swing(most) {
  return (Math.random() * 2 - 1) * most;
}

function tint(light) {
  return `hsl(${Math.floor(Math.random() * 360)} 16% ${Math.round(light * 100 - Math.random() * 8)}%)`;
}
