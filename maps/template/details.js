"use strict";
// The sheet that opens beside the map for a site or a PCN: its figures, its rooms' week, what is unmet, why and what to do.
(() => {
  const { element, words, number, tables, data } = estates;
  const sheet = estates.byId("details");
  const SHARING = { practice: "its own practice", pcn: "its PCN", group: "its group of PCNs", any: "anybody" };
  let opener = null;

  const figures = (pairs) => element("dl", { class: "figures" }, ...pairs.map(([name, value, kind = ""]) =>
    element("div", { class: kind }, element("dt", {}, name), element("dd", {}, value))));
  const sessions = ({ wanted, placed, unmet }) => figures([
    ["wanted", number(wanted)], ["placed", number(placed)], [`unmet (${estates.percent(unmet, wanted)})`, number(unmet), "unmet"],
  ]);
  const belongs = (parts) => parts.filter(Boolean).flatMap((part, at) => at === 0 ? [words(part)] : [" · ", words(part)]);
  const facts = (pairs) => element("dl", { class: "facts-list" }, ...pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, words(value)))));
  const estimate = (parts) => parts.length === 0 ? null
    : element("p", { class: "estimate" }, element("b", {}, "Estimate: "), `${parts.join("; ")}.`);

  const whyUnmet = (demand) => {
    const missing = demand.wanted - demand.placed;
    return element("details", { class: "unmet-post" },
      element("summary", {}, element("b", {}, words(demand.name)), " ", element("span", { class: "hint inline" }, words(demand.code)),
        element("span", { class: "lack" }, `${number(missing)} of ${number(demand.wanted)} unmet: ${data.texts[demand.reason]}`)),
      element("p", {}, words(data.texts[demand.why])), element("p", {}, element("b", {}, "What to do: "), words(data.texts[demand.remedy])));
  };
  const unmetPosts = (demands) => {
    const lacking = demands.filter(({ wanted, placed }) => wanted > placed).sort((one, other) => (other.wanted - other.placed) - (one.wanted - one.placed));
    return lacking.length === 0 ? [] : [element("h3", {}, `Unmet: ${estates.count(lacking.length, "post")}`), ...lacking.map(whyUnmet)];
  };
  const statusLine = (practice) => {
    const mark = data.palette.statuses[practice.status];
    return [
      element("p", { class: "status-line" }, estates.icon({ shape: mark.shape, fill: mark.colour }), element("b", {}, mark.words),
        practice.open_places === 0 ? null : ` – ${number(practice.used_places)} of ${estates.count(practice.open_places, "open place")} in core hours used by its own staff and this plan`),
      practice.advice.length === 0 ? null : element("ul", { class: "advice" }, ...practice.advice.map((sentence) => element("li", {}, words(sentence)))),
    ];
  };
  const building = (site, practice) => facts([
    ["Ownership", site.tenure], ["Lease ends", site.lease_end && estates.date(site.lease_end)], ["Condition", site.condition],
    ["Floor area", site.gia_m2 === null ? null : `${number(site.gia_m2)} m²`],
    ["Floor area for 1,000 patients", practice?.m2_per_1000 === null || !practice ? null : `${number(practice.m2_per_1000)} m² (guide ${number(data.guideM2)})`],
    ["Step-free", site.step_free === null ? null : site.step_free ? "yes" : "no"], ["Shares rooms with", SHARING[site.shares_with]],
  ]);

  const siteSheet = (site) => {
    const practice = site.practice === null ? null : tables.practices[site.practice];
    const own = estates.demandsOf("site", site.row);
    const total = estates.sum(own);
    const schemes = tables.schemes.filter((scheme) => scheme.site === site.row);
    return {
      name: site.name,
      kind: belongs([data.palette.kinds[site.kind].words, practice?.name !== site.name && practice?.name, estates.nameOf("pcns", site.pcn)]),
      parts: [
        element("h3", {}, "Room sessions a week of staff based here"),
        total.wanted === 0 ? element("p", {}, "None are wanted.") : sessions(total),
        ...unmetPosts(own),
        element("h3", {}, "Rooms here, through the week"), ...estates.timetable(site),
        ...(practice ? [element("h3", {}, "The practice’s rooms"), ...statusLine(practice)] : []),
        element("h3", {}, "The building"), building(site, practice),
        ...(schemes.length === 0 ? [] : [element("h3", {}, "Capital schemes"), element("ul", { class: "advice" }, ...schemes.map((scheme) =>
          element("li", {}, words(scheme.name), `: ${[estates.pounds(scheme.cost), ...scheme.what].join(", ")}`)))]),
        estimate([...site.estimates, ...(total.isEstimate ? ["some sessions rest on estimated posts or rooms"] : [])]),
      ],
    };
  };

  const practiceRow = (practice) => {
    const total = estates.sum(estates.demandsOf("practice", practice.row));
    const site = estates.mainSite(practice.row);
    const mark = data.palette.statuses[practice.status];
    const name = site ? estates.button(words(practice.name), () => estates.go({ site: site.code, about: undefined }), { class: "link" }) : words(practice.name);
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" }, number(total.unmet)),
      element("td", { class: "number" }, number(total.wanted)), element("td", {}, mark.words));
  };
  const pcnSheet = (pcn) => {
    const own = estates.demandsOf("pcn", pcn.row);
    const total = estates.sum(own);
    const reasons = estates.reasons(own);
    const practices = tables.practices.filter((practice) => practice.pcn === pcn.row);
    return {
      name: pcn.name,
      kind: belongs([`PCN ${pcn.code}`, pcn.group, pcn.patients === null ? null : `${number(pcn.patients)} patients`]),
      parts: [
        pcn.staff_unknown ? element("p", {}, data.staffUnknown) : null,
        element("h3", {}, "Room sessions a week of its staff"), total.wanted === 0 ? element("p", {}, "None are wanted.") : sessions(total),
        total.unmet === 0 ? null : element("p", {}, `The equal of ${estates.rooms(total.unmet)} rooms.`),
        ...(reasons.length === 0 ? [] : [element("h3", {}, "Why unmet, in sessions"), estates.bars("Why unmet", reasons.map(([name, value]) => ({ name, value, figure: number(value) })))]),
        ...(practices.length === 0 ? [] : [element("h3", {}, "Its practices"), element("table", { class: "small" },
          element("thead", {}, element("tr", {}, ...["Practice", "Unmet", "Wanted", "Rooms"].map((head) => element("th", { scope: "col" }, head)))),
          element("tbody", {}, ...practices.map(practiceRow)))]),
        element("p", { class: "actions" }, estates.button("Show only this PCN", () => estates.go({ pcn: pcn.code, about: undefined }))),
        ...unmetPosts(own),
        estimate([...pcn.estimates, ...(total.isEstimate ? ["some sessions rest on estimated posts or rooms"] : [])]),
      ],
    };
  };

  const wanted = ({ site, about }) => {
    if (site !== undefined) return siteSheet(tables.sites.find(({ code }) => code === site));
    if (about !== undefined) return pcnSheet(tables.pcns.find(({ code }) => code === about));
    return null;
  };
  const close = () => {
    const back = opener;
    opener = null;
    estates.go({ site: undefined, about: undefined });
    (back?.isConnected ? back : estates.byId("map")).focus({ preventScroll: true });
  };

  // Whoever opens the sheet by keyboard gets back to where they were when it closes.
  estates.show = (changes, from = document.activeElement) => {
    opener = from;
    // Where head and map fill the window together, both stay in sight; a narrow screen shows the map alone.
    if (!estates.isNarrow()) window.scrollTo(0, 0);
    estates.byId("atlas").scrollIntoView({ block: estates.isNarrow() ? "start" : "nearest" });
    estates.go(changes);
    sheet.querySelector("h2")?.focus({ preventScroll: true });
  };
  estates.drawDetails = (state, before) => {
    if (before && state.site === before.site && state.about === before.about) return;
    const told = wanted(state);
    estates.atlas.select(state.site === undefined ? null : tables.sites.find(({ code }) => code === state.site));
    sheet.hidden = told === null;
    document.body.classList.toggle("has-details", told !== null);
    if (told === null) { sheet.replaceChildren(); return; }
    sheet.setAttribute("aria-label", told.name);
    // The way out and the name stay in sight on a ground of their own, so that nothing passes beneath them half seen.
    sheet.replaceChildren(element("div", { class: "sheet-head" }, element("h2", { tabindex: -1 }, words(told.name)),
      estates.button("×", close, { class: "close", "aria-label": "Close" })), element("p", { class: "popup-kind" }, told.kind),
      ...told.parts.flat().filter(Boolean));
    sheet.scrollTop = 0;
  };
  // Wherever the focus is, unless Escape has closed something else first, such as the list of the search.
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !sheet.hidden && !event.defaultPrevented) close(); });
})();
