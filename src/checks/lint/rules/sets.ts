import type { Found, Rule } from '../rule.ts';

/** Sets, dimensions and file names that do not fit each other. */
export const references: Rule = {
  name: 'references',
  severity: 'error',
  finds:
    'a set that names a question without a file, a rubric in no set, an id that is not its file’s name, an unknown dimension',
  why: 'the question is not there for anybody, or the catalogue does not open at all',
  remedy: 'make the names agree',
  check: (project) => {
    const found: Found[] = [];
    const broken = new Set(project.faults.map((fault) => fault.file));
    for (const { file, data, lineOf, folder } of project.sets) {
      if (data.id !== folder)
        found.push({
          file,
          line: lineOf(['id']),
          message: `the id "${data.id}" must be the folder's name, "${folder}"`,
        });
      for (const [at, question] of data.questions.entries()) {
        const path = file.replace(/set\.yaml$/, `${question}.yaml`);
        const there = broken.has(path) || project.rubrics.some((rubric) => rubric.file === path);
        if (!there)
          found.push({
            file,
            line: lineOf(['questions', at]),
            message: `there is no file of the question "${question}"`,
          });
      }
    }
    for (const { file, data, lineOf, set } of project.rubrics) {
      const name =
        file
          .split(/[\\/]/)
          .at(-1)
          ?.replace(/\.yaml$/, '') ?? '';
      if (data.id !== name)
        found.push({ file, line: lineOf(['id']), message: `the id "${data.id}" must be the file's name, "${name}"` });
      const listed = project.sets.some((entry) => entry.folder === set && entry.data.questions.includes(name));
      if (!listed) found.push({ file, line: 1, message: `no set.yaml names this question` });
      const { dimensions } = project;
      if (dimensions === undefined) continue;
      for (const [at, point] of data.points.entries()) {
        if (!dimensions.data.some((dimension) => dimension.id === point.dimension)) {
          const line = lineOf(['points', at, 'dimension']);
          found.push({ file, line, message: `${point.id}: "${point.dimension}" is not in dimensions.yaml` });
        }
      }
    }
    return found;
  },
};
