// Search in the report: hides what does not hold every word typed, unfolds what does, and counts what is seen. Without scripts the field
// stays hidden and the browser's own search serves.
(function () {
  "use strict";
  var box = document.getElementById("find"), field = document.getElementById("needle"), hits = document.getElementById("hits");
  var UNIT = ".card, tbody tr, li, dt, dd";
  var units = Array.prototype.filter.call(document.querySelectorAll("main :is(" + UNIT + ")"), function (unit) {
    return !unit.parentElement.closest("main :is(" + UNIT + ")"); // the proofs of a card stay with their card
  });
  var folds = Array.prototype.slice.call(document.querySelectorAll("main details")), opened = [];
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u2019/g, "'").toLowerCase();
  }
  var texts = units.map(function (unit) { return plain(unit.textContent); });
  function search() {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    var found = units.filter(function (unit, i) {
      var match = words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      unit.classList.toggle("out-of-search", !match);
      return match && words.length;
    });
    opened.forEach(function (fold) { fold.open = false; });
    opened = folds.filter(function (fold) { return !fold.open && found.some(function (unit) { return fold.contains(unit); }); });
    opened.forEach(function (fold) { fold.open = true; });
    var seen = found.filter(function (unit) { return unit.getClientRects().length; }).length; // not what the gravity filters away
    hits.textContent = words.length ? (seen ? seen + " " + hits.dataset.some : hits.dataset.none) : "";
  }
  box.hidden = false;
  field.addEventListener("input", search);
  field.form.addEventListener("change", search);
  field.form.addEventListener("submit", function (event) { event.preventDefault(); });
})();
