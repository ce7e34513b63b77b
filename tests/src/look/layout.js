// What of the page stands outside the window, is cut, or cannot be reached: a sentence for each, by the element's name.
// `inView` says that the main button must be seen without scrolling.
const found = [];
const say = (what, e) => {
  const by = e.closest('[data-test]');
  const name = by ? `${by.dataset.test}${by === e ? '' : ` ${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`}` : `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''}`;
  found.push(`${what}: ${name} ${JSON.stringify((e.textContent ?? '').trim().slice(0, 50))}`);
};
const dialog = document.querySelector('dialog[open]');
const within = dialog ?? document.body;
const grounds = 'html, body, main, dialog, .pop, .gate, .welcome';
const isSeen = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('[inert], .aloud:not(.word)') && e.getBoundingClientRect().width > 1;
const overflowOf = (e) => getComputedStyle(e).overflowX;
// Whether it lies in something that scrolls sideways by itself, or is cut there: that is judged by itself below.
const isHeld = (e) => {
  for (let p = e.parentElement; p && !p.matches(grounds); p = p.parentElement) {
    if (overflowOf(p) !== 'visible') return true;
  }
  return false;
};

// The one who came here may have pressed something far below.
if (inView) for (const ground of document.querySelectorAll('main, .gate, .welcome')) ground.scrollTop = 0;
for (const ground of document.querySelectorAll(grounds)) {
  if (isSeen(ground) && ground.scrollWidth > ground.clientWidth) say(`scrolls sideways by ${ground.scrollWidth - ground.clientWidth} px`, ground);
}
for (const e of within.querySelectorAll('*')) {
  if (!isSeen(e) || e.closest('svg') !== (e.matches('svg') ? e : null)) continue;
  const box = e.getBoundingClientRect();
  const card = e.parentElement.closest('.card, .gate-card, .note, .pop, dialog');
  if (!isHeld(e)) {
    if (box.right > innerWidth + 0.5 || box.left < -0.5) say('stands outside the window', e);
    else if (card && box.right > card.getBoundingClientRect().right + 0.5) {
      const { left, right } = card.getBoundingClientRect();
      say(`stands outside its card, ${Math.round(box.left)} to ${Math.round(box.right)} of ${Math.round(left)} to ${Math.round(right)}`, e);
    }
  }
  const style = getComputedStyle(e);
  const cuts = ['hidden', 'clip'].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
  if (cuts && e.textContent.trim()) {
    const told = style.textOverflow === 'ellipsis' && (e.closest('[title]') ?? e.querySelector('[title]'));
    if (!told) say('is cut', e);
  }
  // A letter may reach a little below its line; a line that is missing is cut.
  const isLow = ['hidden', 'clip'].includes(style.overflowY) && e.scrollHeight > e.clientHeight + 6;
  if (isLow && e.textContent.trim() && !e.closest('[title]')) say(`is cut below by ${e.scrollHeight - e.clientHeight} px`, e);
  if (e.matches('.table-scroll') && e.scrollHeight > e.clientHeight && e.clientHeight < 100) say('is too low to be read', e);
}
for (const button of within.querySelectorAll('.btn.primary')) {
  if (!isSeen(button)) continue;
  const isReached = () => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top > -1 && bottom < innerHeight + 1 && !!hit && button.contains(hit);
  };
  if (inView && !isReached()) say('is not in view without scrolling', button);
  // News lies over the window's edge for a while: what is under it can be scrolled from there.
  for (const block of ['nearest', 'center']) if (!isReached()) button.scrollIntoView({ block });
  if (!isReached()) say('cannot be reached', button);
}
for (const ground of document.querySelectorAll('main, .gate, .welcome')) ground.scrollTop = 0;
return found;
