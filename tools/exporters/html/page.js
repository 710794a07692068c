// Maps that can be dragged, pinched and zoomed. Without this script they stand still.
"use strict";
for (const svg of document.querySelectorAll(".map")) {
  const ground = svg.querySelector(".ground");
  const [bar, figure] = svg.querySelector(".scale").children;
  const { width, height } = svg.viewBox.baseVal;
  const metres = Number(svg.dataset.metres);
  const fingers = new Map();
  let zoom = 1, left = 0, top = 0, dragged = false;

  function draw() {
    left = Math.min(0, Math.max(width * (1 - zoom), left));
    top = Math.min(0, Math.max(height * (1 - zoom), top));
    ground.setAttribute("transform", `translate(${left} ${top}) scale(${zoom})`);
    // On a small screen the drawing shrinks; marks and letters shall not shrink with it.
    const size = Math.min(2, Math.max(1, width / svg.clientWidth));
    for (const mark of svg.querySelectorAll(".keep")) {
      const { x, y } = mark.dataset;
      mark.setAttribute("transform", `translate(${x} ${y}) scale(${size / zoom})`);
    }
    drawScale(metres / zoom, size);
    svg.style.touchAction = zoom > 1 ? "none" : "pan-y";
  }

  function drawScale(unit, size) {
    const most = 140 * size * unit, power = 10 ** Math.floor(Math.log10(most));
    const length = [5, 2, 1].find((step) => step * power <= most) * power;
    const left = 14, low = height - 14;
    bar.setAttribute("d", `M${left} ${low - 6} V${low} H${left + length / unit} V${low - 6}`);
    figure.setAttribute("font-size", 12 * size);
    figure.textContent = length < 1000 ? `${length} m` : `${(length / 1000).toFixed(1)} km`;
  }

  function zoomBy(factor, x = width / 2, y = height / 2) {
    const next = Math.min(16, Math.max(1, zoom * factor));
    left = x - (x - left) * (next / zoom);
    top = y - (y - top) * (next / zoom);
    zoom = next;
    draw();
  }

  // Where an event happened, in units of the drawing.
  function spot(event) {
    const box = svg.getBoundingClientRect();
    const unit = width / box.width;
    return { x: (event.clientX - box.left) * unit, y: (event.clientY - box.top) * unit };
  }

  function move(event) {
    if (!fingers.has(event.pointerId)) return;
    const before = fingers.get(event.pointerId), now = spot(event);
    if (fingers.size === 1) {
      if (zoom > 1) { left += now.x - before.x; top += now.y - before.y; draw(); }
    } else {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const apart = (at) => Math.hypot(at.x - other.x, at.y - other.y);
      zoomBy(apart(now) / Math.max(1, apart(before)), other.x, other.y);
    }
    dragged ||= Math.hypot(now.x - before.x, now.y - before.y) > 2;
    fingers.set(event.pointerId, now);
  }

  svg.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, spot(event));
    dragged = false;
  });
  svg.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel", "pointerleave"]) {
    svg.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("click", (event) => { if (dragged) event.preventDefault(); }, true);
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return; // a bare wheel scrolls the page
    event.preventDefault();
    const { x, y } = spot(event);
    zoomBy(2 ** (-event.deltaY / 200), x, y);
  }, { passive: false });

  const tools = document.createElement("div");
  tools.className = "tools";
  const buttons = [
    ["+", "Zoom in", () => zoomBy(1.6)],
    ["\u2212", "Zoom out", () => zoomBy(1 / 1.6)],
    ["\u25a1", "Show all", () => zoomBy(0)],
  ];
  for (const [sign, name, act] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = name;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", act);
    tools.append(button);
  }
  svg.after(tools);
  new ResizeObserver(draw).observe(svg);
}
