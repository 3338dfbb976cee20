export { makeSmear } from '#main/synthetic/makeSmear.ts';
export { stainLooks } from '#main/synthetic/stainLooks.ts';
