export { stainLooks } from '#main/synthetic/stainLooks.ts';
