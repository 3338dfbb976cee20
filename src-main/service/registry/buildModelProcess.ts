// Builds a published network in a process of its own, of low priority: a large one has 60 million weights. See `buildModelApart`.
import { serveOrder } from '../apart/serveOrder.ts';
import type { ModelBuild } from './buildModel.ts';
import { buildModel } from './buildModel.ts';

serveOrder('The building', (build: ModelBuild, context) => buildModel(build, context));
