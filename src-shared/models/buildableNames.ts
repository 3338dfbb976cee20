/** The published networks that a laboratory can build for its own classes: ResNet-18 and ResNet-152 (He et al. 2016), and the VGG-like network of Choi et al. 2017. */
export const buildableNames = ['resnet18', 'resnet152', 'vgg'] as const;
export type BuildableName = (typeof buildableNames)[number];
