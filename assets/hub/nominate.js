// The nomination form: makes a CSV file of one row, or a mail. Sends nothing anywhere.
(function () {
  "use strict";
  var questions = [
    ["nominee", "Nominee"], ["nominee-email", "Nominee email"], ["nominee-team", "Nominee team"],
    ["nominee-country", "Nominee country"], ["award", "Award"], ["story", "What happened?"],
    ["reason", "Why does it matter?"], ["quote", "Quote"], ["problem", "Problem"],
    ["your-name", "Your name"], ["your-email", "Your email"], ["contact", "May we contact the nominee?"]
  ];
  var form = document.getElementById("nomination");
  if (!form) { return; }
  var error = document.getElementById("error");
  var done = document.getElementById("done");

  function answer(id) {
    var field = document.getElementById(id);
    if (!field) { return ""; }
    if (field.type === "checkbox") { return field.checked ? "Yes" : "No"; }
    return field.value.trim();
  }

  // The first field that is missing or wrong is named, and gets the focus.
  function check() {
    error.textContent = "";
    done.textContent = "";
    var fields = form.querySelectorAll("input, textarea");
    var first = null;
    for (var i = 0; i < fields.length; i += 1) {
      var field = fields[i];
      var bad = !field.checkValidity() || (field.required && field.value.trim() === "");
      field.setAttribute("aria-invalid", bad ? "true" : "false");
      if (bad && !first) { first = field; }
    }
    if (!first) { return true; }
    var label = form.querySelector("label[for='" + first.id + "']");
    var name = label ? label.firstChild.textContent.trim() : first.id;
    error.textContent = first.value.trim() === "" ? "“" + name + "” is still empty." : "“" + name + "” does not look right.";
    first.focus();
    return false;
  }

  function cell(text) { return '"' + text.replace(/"/g, '""') + '"'; }

  function stamp() {
    var now = new Date();
    function two(n) { return (n < 10 ? "0" : "") + n; }
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()) + " " +
      two(now.getHours()) + ":" + two(now.getMinutes()) + ":" + two(now.getSeconds());
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (!check()) { return; }
    var at = stamp();
    var heads = ["Timestamp"].concat(questions.map(function (q) { return q[1]; }));
    var row = [at].concat(questions.map(function (q) { return answer(q[0]); }));
    var text = "\ufeff" + heads.map(cell).join(",") + "\r\n" + row.map(cell).join(",") + "\r\n";
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = "nomination-" + at.replace(/[^0-9]/g, "") + ".csv";
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    done.textContent = "The file " + link.download + " is saved. Hand it to the organiser.";
  });

  var mail = document.getElementById("mail");
  if (mail) {
    mail.addEventListener("click", function () {
      if (!check()) { return; }
      var lines = questions.map(function (q) { return q[1] + ": " + answer(q[0]); });
      var to = form.getAttribute("data-mail").split("@").map(encodeURIComponent).join("@");
      location.href = "mailto:" + to + "?subject=" + encodeURIComponent("Nomination: " + answer("nominee")) +
        "&body=" + encodeURIComponent(lines.join("\r\n\r\n"));
      done.textContent = "Your mail program has the nomination; send it from there.";
    });
  }
})();
