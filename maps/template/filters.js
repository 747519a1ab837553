"use strict";
// The two filters, PCN and role, and the list of views.
(() => {
  const { element, words, tables, data } = estates;

  // Options hold plain text; a name is cut where it would push the page apart.
  const short = (text) => [...text].length > 60 ? `${[...text].slice(0, 59).join("")}…` : text;
  estates.select = (label, options, act, id) => {
    const made = element("select", { id }, ...options.map(([value, text]) => element("option", { value }, short(text))));
    made.addEventListener("change", () => act(made.value === "" ? undefined : made.value));
    return [made, element("div", { class: "field" }, element("label", { for: id }, label), made)];
  };
  const byName = (one, other) => one[1].localeCompare(other[1], "en-GB", { numeric: true });
  const [pcns, pcnField] = estates.select("PCN", [["", "All PCNs"], ...tables.pcns.map(({ code, name }) => [code, name]).sort(byName)],
    (pcn) => { estates.go({ pcn, about: undefined, site: undefined }); if (pcn) estates.atlas.toPcn(pcn); else estates.atlas.whole(); }, "filter-pcn");
  const [roles, roleField] = estates.select("Role", [["", "All roles"], ...data.roles.map((title, row) => [data.roleCodes[row], title]).sort(byName)],
    (role) => estates.go({ role }), "filter-role");
  estates.byId("filters").append(pcnField, roleField);

  const nav = estates.byId("views");
  estates.startNav = () => {
    const groups = new Map();
    for (const view of estates.views) groups.set(view.group, [...(groups.get(view.group) || []), view]);
    nav.replaceChildren(...[...groups.values()].map((views) => element("ul", {}, ...views.map(({ id, name }) =>
      element("li", {}, element("a", { id: `to-${id}`, href: estates.link({ view: id }) }, name))))));
  };
  estates.drawFilters = (state, view) => {
    pcns.value = state.pcn || "";
    roles.value = state.role || "";
    roleField.hidden = !view.usesRole;
    for (const { id } of estates.views) {
      const link = estates.byId(`to-${id}`);
      // A view keeps the filters, not the things that only the last one asked for.
      link.href = estates.link({ view: id, type: undefined, what: undefined, about: undefined });
      if (id === view.id) { link.setAttribute("aria-current", "page"); if (nav.scrollWidth > nav.clientWidth) nav.scrollLeft = link.offsetLeft - 40; } else link.removeAttribute("aria-current");
    }
  };
})();
