// The page with a question box. Text nodes only: nothing that a server or an article says is ever parsed as HTML.

const LIMIT_MS = 90_000;
const TURNS = 6; // earlier questions sent along, so that "그건 왜?" is understood
const LABELS = { partial: "일부만 확인했습니다", corrected: "질문의 전제가 기사와 다릅니다", abstained: "기사에서 확인되지 않습니다" };
const OFFLINE = "서버에 연결할 수 없습니다. 연결을 확인하고 다시 물어봐 주세요.";
const TOO_SLOW = "답이 늦어져 멈췄습니다. 잠시 뒤에 다시 물어봐 주세요.";
const UNREADABLE = "서버의 답을 읽을 수 없습니다. 잠시 뒤에 다시 물어봐 주세요.";
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]$/u;

const form = document.getElementById("ask");
const box = document.getElementById("question");
const send = document.getElementById("send");
const status = document.getElementById("status");
const answers = document.getElementById("answers");
const examples = document.getElementById("examples");
const wide = matchMedia("(min-width: 56rem)");

const conversation = [];
let underWay = null;
let count = 0;

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// ------------------------------------------------------------------ words

/** `2025-04-14T20:25:00+09:00` → `2025년 4월 14일`: the day as the outlet wrote it, whatever zone the reader is in. */
function day(iso) {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? "");
  return found ? `${Number(found[1])}년 ${Number(found[2])}월 ${Number(found[3])}일` : "날짜 미상";
}

/** A quotation that holds quotation marks gets others around it. */
function quoted(quote) {
  return /["“”]/u.test(quote) ? `«${quote}»` : `“${quote}”`;
}

function imprint(source) {
  const by = source.reporters?.length ? `${source.reporters.join(", ")} 기자` : null;
  return [source.publisher ?? "매체 미상", day(source.published_at), by].filter(Boolean).join(" · ");
}

function link(url) {
  const parsed = url && URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) return null;
  return make("a", { class: "link", href: parsed.href, target: "_blank", rel: "noopener" }, "기사 원문 보기 ↗");
}

// ------------------------------------------------------------------ an answer

function sourceOf(citation, id) {
  const others = citation.also_reported_by ?? [];
  return make(
    "details", { class: "source", id, open: wide.matches ? "" : null },
    make(
      "summary", {},
      make("span", { class: "number" }, String(citation.number)),
      make("span", { class: "title" }, citation.title ?? "제목 없는 기사",
        make("span", { class: "imprint" }, imprint(citation))),
    ),
    make(
      "div", { class: "inside" },
      make("blockquote", {}, quoted(citation.quote)),
      citation.modified_at && day(citation.modified_at) !== day(citation.published_at) ? make("p", { class: "small" }, `${day(citation.modified_at)} 수정`) : null,
      others.length ? make("p", { class: "small" }, `함께 보도: ${others.join(", ")}`) : null,
      citation.notice ? make("p", { class: "notice" }, citation.notice) : null,
      link(citation.url),
    ),
  );
}

function mark(number, id) {
  return make("button", {
    type: "button", class: "mark", "aria-label": `인용 ${number} 보기`, "aria-controls": id,
    onclick: () => {
      const source = document.getElementById(id);
      for (const other of document.querySelectorAll(".source.pointed")) other.classList.remove("pointed");
      source.open = true;
      source.classList.add("pointed");
      source.querySelector("summary").focus({ preventScroll: true });
      source.scrollIntoView({ block: "nearest" });
    },
  }, String(number));
}

function textOf(answer, idOf) {
  if (!answer.sentences.length) return make("p", { class: "text" }, answer.text);
  return make("p", { class: "text" }, ...answer.sentences.flatMap((sentence, place) => {
    const text = sentence.text.replace(/(\s*\[\d+\])+\s*$/u, "");
    const marks = sentence.citations.map((number) => mark(number, idOf(number)));
    const last = /\S*$/u.exec(text).index; // the last word and its numbers stay on one line
    return [place ? " " : "", text.slice(0, last), make("span", { class: "together" }, text.slice(last), ...marks)];
  }));
}

function nearest(articles) {
  if (!articles.length) return null;
  const rows = articles.map((article) =>
    make("li", {}, article.title ?? "제목 없는 기사", make("span", {}, imprint(article))));
  return make("div", { class: "nearest" }, make("h3", {}, "가까운 기사"), make("ul", {}, ...rows));
}

function basis(answer) {
  const parts = [
    answer.basis_date ? `${day(answer.basis_date)} 기사 기준` : null,
    answer.period ? `${answer.period.text} 기사에서 찾음` : null,
    "AI가 기사에 근거해 생성한 답변입니다",
  ];
  return make("p", { class: "basis" }, parts.filter(Boolean).join(" · "));
}

function show(answer, article) {
  const idOf = (number) => `${article.id}-source-${number}`;
  const sources = answer.citations.map((citation) => sourceOf(citation, idOf(citation.number)));
  const label = LABELS[answer.status];
  if (label) article.prepend(make("p", { class: "label" }, label));
  article.querySelector(".waiting").replaceWith(make(
    "div", { class: sources.length ? "sheet cited" : "sheet" },
    make(
      "div", {},
      answer.short_answer ? make("p", { class: "lead" }, answer.short_answer) : null,
      textOf(answer, idOf),
      ...answer.notices.map((notice) => make("p", { class: "notice" }, notice)),
      answer.status === "abstained" ? nearest(answer.suggestions) : null,
      basis(answer),
    ),
    sources.length ? make("div", { class: "sources" }, make("h3", {}, `인용 ${sources.length}건`), ...sources) : null,
  ));
  if (answer.standalone_question !== answer.question) {
    article.querySelector("h2").after(make("p", { class: "understood" }, `이렇게 이해했습니다: ${answer.standalone_question}`));
  }
}

// ------------------------------------------------------------------ asking

async function fetchAnswer(question, signal) {
  const response = await fetch("v1/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, history: conversation.slice(-2 * TURNS) }),
    signal,
  });
  const body = await response.json().catch(() => { throw new Error(UNREADABLE); });
  if (!response.ok) throw new Error([body.detail, body.errors?.[0]?.message].filter(Boolean).join(" ") || UNREADABLE);
  return body;
}

function sentenceFor(error) {
  if (error.name === "TimeoutError") return TOO_SLOW;
  return error instanceof TypeError ? OFFLINE : error.message;
}

async function ask(question) {
  underWay = new AbortController();
  send.textContent = "멈추기";
  examples.hidden = true;
  status.textContent = "기사에서 찾고 있습니다.";
  const heading = make("h2", { id: `answer-${++count}-title` }, question);
  const article = make("article", { class: "answer", id: `answer-${count}`, "aria-labelledby": heading.id },
    heading, make("p", { class: "waiting" }, "기사에서 찾고 있습니다"));
  answers.prepend(article);
  try {
    const answer = await fetchAnswer(question, AbortSignal.any([underWay.signal, AbortSignal.timeout(LIMIT_MS)]));
    show(answer, article);
    conversation.push({ role: "user", content: question }, {
      role: "assistant", content: answer.text, cited: [...new Set(answer.citations.map((one) => one.article_id))],
    });
    status.textContent = `${answer.text} 인용 ${answer.citations.length}건.`;
  } catch (error) {
    fail(question, article, error);
  } finally {
    underWay = null;
    send.textContent = "묻기";
  }
}

function fail(question, article, error) {
  status.textContent = "";
  if (error.name === "AbortError") {
    article.remove();
    box.value ||= question;
    return;
  }
  article.querySelector(".waiting")?.replaceWith(make(
    "div", { class: "problem", role: "alert" },
    make("p", {}, sentenceFor(error)),
    make("button", { type: "button", class: "again", onclick: () => { article.remove(); submit(question); } }, "다시 묻기"),
  ));
}

function submit(question) {
  if (!question || underWay) return;
  box.value = "";
  fit();
  // After the #, so that the question stays in the browser: a link to share that no server log holds.
  history.replaceState(null, "", `#${new URLSearchParams({ q: question })}`);
  ask(question);
}

function fit() {
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

// ------------------------------------------------------------------ the keyboard

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (underWay) underWay.abort();
  else submit(box.value.trim());
});

// Enter while a Hangul syllable is still being composed: browsers differ in whether a second keydown follows. Remember
// it and send when the syllable is complete; a second keydown finds the box empty. Other scripts use Enter to choose.
let enterWhileComposing = false;

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.code !== "Enter") return;
  if (event.shiftKey) return;
  if (event.isComposing || event.keyCode === 229) {
    enterWhileComposing = true;
    return;
  }
  event.preventDefault();
  if (!underWay) submit(box.value.trim());
});

box.addEventListener("compositionend", (event) => {
  const wanted = enterWhileComposing && HANGUL.test(event.data ?? "");
  enterWhileComposing = false;
  // The browser writes the finished syllable into the box after this event.
  if (wanted) setTimeout(() => submit(box.value.trim()));
});

box.addEventListener("input", fit);

// ------------------------------------------------------------------ at the start

async function offerExamples() {
  const response = await fetch("page/examples").catch(() => null);
  const questions = response?.ok ? await response.json() : [];
  const rows = questions.map((question) =>
    make("li", {}, make("button", { type: "button", onclick: () => submit(question) }, question)));
  examples.querySelector("ul").replaceChildren(...rows);
  examples.hidden = !rows.length || count > 0;
}

const today = document.getElementById("today");
today.textContent = new Intl.DateTimeFormat("ko-KR", { dateStyle: "full" }).format(new Date());

const asked = new URLSearchParams(location.hash.slice(1)).get("q")?.trim();
if (asked) submit(asked.slice(0, box.maxLength));
offerExamples();
