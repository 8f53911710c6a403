/**
 * Moves the texts for people of a manifest into a table beside it, as VS Code translates them: `%key%` stays in the manifest.
 * A text that is written in its place in plain English finds its way into the table by this, and one that is changed too.
 *
 * @param {object} manifest of package.json; it is changed
 * @param {Record<string, string>} before the table as it is
 * @returns the table: what the manifest names, and nothing else
 */
export function moveTexts(manifest, before) {
  const table = {};
  const move = (key, holder, field) => {
    const text = holder[field];
    if (typeof text !== "string") return;
    const known = /^%(.+)%$/.exec(text)?.[1];
    const plain = known === undefined ? text : before[known];
    if (plain === undefined) throw new Error(`package.nls.json has no "${known}"`);
    if (key in table) throw new Error(`two texts of package.json would be called "${key}"`);
    table[key] = plain;
    holder[field] = `%${key}%`;
  };
  const { commands, configuration, colors, views, viewsWelcome, taskDefinitions, languageModelTools, walkthroughs } =
    manifest.contributes;
  const property = (key, schema) => {
    for (const field of ["description", "markdownDescription"]) move(`${key}.description`, schema, field);
    move(`${key}.pattern`, schema, "patternErrorMessage");
    for (const [index, value] of (schema.enum ?? []).entries()) {
      if (schema.enumDescriptions) move(`${key}.${value}.description`, schema.enumDescriptions, index);
      if (schema.enumItemLabels) move(`${key}.${value}.label`, schema.enumItemLabels, index);
    }
    for (const [name, inner] of Object.entries(schema.properties ?? {})) property(`${key}.${name}`, inner);
  };
  const short = (id) => id.replace(/^tokenbill[._]/, "");
  for (const command of commands) move(`command.${short(command.command)}`, command, "title");
  for (const group of configuration) {
    move(`settings.${group.order}.title`, group, "title");
    for (const [id, schema] of Object.entries(group.properties)) property(`setting.${short(id)}`, schema);
  }
  for (const color of colors) move(`color.${short(color.id)}`, color, "description");
  for (const view of Object.values(views).flat()) move(`view.${short(view.id)}`, view, "name");
  for (const [index, welcome] of viewsWelcome.entries()) move(`welcome.${index + 1}`, welcome, "contents");
  for (const task of taskDefinitions)
    for (const [name, schema] of Object.entries(task.properties)) property(`task.${name}`, schema);
  // What a model reads of a tool is no text for people.
  for (const tool of languageModelTools) {
    move(`tool.${short(tool.name)}.name`, tool, "displayName");
    move(`tool.${short(tool.name)}.description`, tool, "userDescription");
  }
  for (const walkthrough of walkthroughs) {
    for (const field of ["title", "description"]) move(`walkthrough.${field}`, walkthrough, field);
    for (const step of walkthrough.steps) {
      for (const field of ["title", "description"]) move(`walkthrough.${step.id}.${field}`, step, field);
      move(`walkthrough.${step.id}.picture`, step.media, "altText");
    }
  }
  return table;
}
