// What the topics are for. Pure.

const KINDS = [
  [/^dunlin\.commands$/, 'What users ask'],
  [/^dunlin\.replies$/, 'First and final answers'],
  [/^dunlin\.events$/, 'What happened, and who asked'],
  [/^dunlin\.migrations$/, 'The latest state of each migration'],
  [/^dunlin\.tables$/, 'The latest state of each table'],
  [/^dunlin\.progress$/, 'Figures of work under way'],
  [/^dunlin\.readiness$/, 'Lag, and what stands against a cutover'],
  [/^dunlin\.positions$/, 'How far sources and targets are'],
  [/^dunlin\.reports$/, 'What workers tell the coordinator'],
  [/^dunlin\.archives$/, 'Dumped schemas on their way'],
  [/^dunlin\.gates$/, 'Decisions of other systems'],
  [/^dunlin\.workers$/, 'Which workers are there'],
  [/^dunlin\.parked$/, 'Messages that could not be understood'],
  [/^dunlin\.tasks\./, 'Queue of tasks'],
  [/^dunlin\.jobs\./, 'Long jobs of a role'],
  [/^dunlin\.rows\./, 'Rows of one migration on their way'],
  [/^dunlin\.changes\./, 'Changes of one migration on their way'],
];

/** What a topic holds; of topics that Kafka Streams makes, that it keeps state. */
export const purpose = (name) =>
  KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? 'State of the coordinator';

/** Messages that somebody should look at. */
export const parked = (topics) =>
  topics.find(({ name }) => name === 'dunlin.parked')?.messages ?? 0;
