/** The schema of an edition for editors: a lawyer sees in Russian what each key means and what may stand there. */
import { z } from 'zod';
import { Regulation } from '../domain/regulation.ts';

/** What an editor shows of the file as a whole. */
const said = {
  title: 'Редакция регламента',
  description:
    'Порядок сопровождения индивидуальных образовательных маршрутов одного субъекта, как его установил акт: на кого распространяется, кто что делает, в какой срок и по какому пункту',
};

export function jsonSchema(): string {
  const { $schema, ...schema } = z.toJSONSchema(Regulation, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ $schema, ...said, ...schema }, null, 2)}\n`;
}
