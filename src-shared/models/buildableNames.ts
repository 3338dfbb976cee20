/** The published networks that a laboratory can build for its own classes: ResNet-18 and ResNet-152 (He et al. 2016), and the VGG-like network of Choi et al. 2017. */
export const buildableNames = ['resnet18', 'resnet152', 'vgg'] as const;
export type BuildableName = (typeof buildableNames)[number];

/** What a person may choose for one: the least and the most of a side and of a width, and how many classes at least. */
export const buildLimits = { sidePx: [32, 1024], widthUm: [5, 100], fewestClasses: 2 } as const;
