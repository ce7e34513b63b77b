// Every rule of axe but those of the strictest level (AAA) and those that axe itself has given up; `colours` alone where only
// the theme is another. What is just being repainted for it is waited for.
const ofColour = ['color-contrast', 'link-in-text-block'];
const rules = axe.getRules()
  .filter((rule) => !rule.tags.some((tag) => ['wcag2aaa', 'wcag22aaa', 'deprecated'].includes(tag)))
  .filter((rule) => !colours || ofColour.includes(rule.ruleId));
const told = ({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`);
return Promise.allSettled(document.getAnimations().map((animation) => animation.finished))
  .then(() => axe.run(document, { runOnly: rules.map((rule) => rule.ruleId), resultTypes: ['violations'] }))
  .then(({ violations }) => violations.flatMap(told));
