// Search in the report: hides what does not hold every word typed. Without scripts the field stays hidden and the browser's own search serves.
(function () {
  "use strict";
  var box = document.getElementById("find"), field = document.getElementById("needle"), hits = document.getElementById("hits");
  var units = document.querySelectorAll("main .card, main tbody tr, main li, main dt, main dd");
  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u2019/g, "'").toLowerCase();
  }
  var texts = Array.prototype.map.call(units, function (unit) { return plain(unit.textContent); });
  function search() {
    var words = plain(field.value).split(/\s+/).filter(Boolean), found = 0;
    units.forEach(function (unit, i) {
      var match = words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      unit.classList.toggle("out-of-search", !match);
      if (match && words.length) { found += 1; }
    });
    hits.textContent = words.length ? (found ? found + " " + hits.dataset.some : hits.dataset.none) : "";
  }
  box.hidden = false;
  field.addEventListener("input", search);
  field.form.addEventListener("submit", function (event) { event.preventDefault(); });
})();
