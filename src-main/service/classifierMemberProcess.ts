// Trains one of the shipped classifier's networks in a process of its own, of low priority: see `trainMemberApart`.
import type { MemberOrder } from '#main/training/classifier/trainClassifier.ts';
import { trainMember } from '#main/training/classifier/trainClassifier.ts';
import { serveOrder } from './apart/serveOrder.ts';
import { readWholePicture } from './readWholePicture.ts';

serveOrder('The training of one network', (order: MemberOrder, context) => trainMember(order, readWholePicture, context));
