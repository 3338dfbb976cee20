// Trains a local expert in a process of its own, of low priority: who reviews meanwhile does not wait. See `trainExpertApart`.
import { serveOrder } from '../apart/serveOrder.ts';
import type { ExpertRequest } from './trainExpertOn.ts';
import { trainExpertOn } from './trainExpertOn.ts';

serveOrder('The training', (request: ExpertRequest, context) => trainExpertOn(request, context));
