/** Building elements. Data reaches the page as text nodes and attributes only, never as markup. */

/**
 * @param {string} tag element name
 * @param {object} props attributes; `on` = listeners, `data` = dataset, `css` = style properties
 * @param {...(Node|string|null|undefined|false|Array)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    } else if (name === "data") {
      for (const [key, word] of Object.entries(value)) {
        if (word !== undefined && word !== null) node.dataset[key] = word;
      }
    } else if (name === "css") {
      for (const [key, word] of Object.entries(value)) node.style.setProperty(key, word);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  node.append(...children.flat(Infinity).filter(isShown));
  return node;
}

/** A real button with its listener; `act` becomes data-act, the hook for tests. */
export function button(act, label, onClick, props = {}, ...children) {
  const { data, ...rest } = props;
  return el(
    "button",
    { type: "button", "aria-label": label, title: label, data: { act, ...data }, on: { click: onClick }, ...rest },
    ...(children.length ? children : [label]),
  );
}

export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function cssOf(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}
