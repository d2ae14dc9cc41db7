# The same Node as package.json pins.
ARG NODE_VERSION=24.21.0

FROM node:${NODE_VERSION}-alpine AS build
WORKDIR /build
COPY package.json package-lock.json ./
# The image brings Node, so that no package needs to run a script to be installed.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.package.json tsconfig.types.json ./
COPY tools tools
COPY src src
COPY prompts prompts
COPY rubrics rubrics
RUN node tools/build-package.ts

FROM node:${NODE_VERSION}-alpine AS modules
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:${NODE_VERSION}-alpine
WORKDIR /app
COPY --from=modules /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY package.json LICENSE ./
COPY bin bin
COPY prompts prompts
COPY rubrics rubrics
COPY templates templates
COPY fixtures/attacks fixtures/attacks
# What is kept lies in /data and nowhere else: the rest may be read-only, with a /tmp for uploads. The name is for `exec`, which knows no
# entry point: `docker compose exec grader answer-grader backup /data/copy.sqlite`.
RUN mkdir /data && chown node:node /data && ln -s /app/bin/answer-grader.js /usr/local/bin/answer-grader
VOLUME /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 GRADER_DATA=/data
USER node
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "bin/answer-grader.js"]
CMD ["serve"]
