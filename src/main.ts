if (['explain', 'agreement', 'examples'].includes(process.argv[2] ?? '')) await import('./cli/authoring.ts');
