### As palavras da interface em português. As mesmas chaves de en.ftl; um teste compara os arquivos.

## Números
percent = { $number }%
percent-range = { $low }–{ $high }%

## Estrutura da página
skip-to-content = Ir para o conteúdo
motto = Ouvir o coro, nunca a voz
footer-privacy = Privacidade
staff-menu = Páginas da equipe
staff-menu-surveys = Pesquisas
staff-menu-organisation = Organização
sign-out = Sair

## Gráficos
chart-as-table = Mostrar como tabela
chart-answer = Resposta
chart-count = Respostas
chart-share = Proporção
chart-interval = Intervalo de 95%
chart-interval-of = Intervalo de 95%: { $range }

## Páginas de erro
error-400-title = Não conseguimos ler isso
error-400 = O que chegou está incompleto ou em um formato que esta página não entende. Nada foi guardado. Volte, recarregue a página e tente de novo.
error-401-title = Entre na sua conta
error-401 = Esta página é para a equipe, depois de entrar.
error-403-title = Isto não foi enviado pela nossa página
error-403 = Para proteger você, só aceitamos formulários enviados por este site. Nada foi guardado. Abra a página de novo e envie a partir dela.
error-404-title = Página não encontrada
error-404 = Não há nada neste endereço. Se você o digitou, confira letra por letra; se seguiu um link, ele pode estar desatualizado.
error-405-title = Esta página não faz isso
error-405 = O endereço está certo, mas não aceita o que foi enviado. Abra a página de novo e comece por ela.
error-408-title = Demorou demais
error-408 = A conexão estava lenta demais e paramos de esperar. Nada foi guardado. Volte e envie de novo; o que você escreveu ainda deve estar lá.
error-413-title = É demais de uma só vez
error-413 = O que você enviou é maior do que esta página aceita. Nada foi guardado. Volte e encurte os textos mais longos.
error-415-title = Não entendemos este formato
error-415 = Esta página só aceita o que o próprio formulário envia. Nada foi guardado.
error-429-title = Espere um momento
error-429 = Houve tentativas demais vindas da sua rede em pouco tempo. Tente de novo em um minuto. Não guardamos nenhum endereço para saber disso.
error-500-title = Algo deu errado do nosso lado
error-500 = O erro é nosso, não seu. Tente de novo mais tarde.
error-503-title = Estamos muito ocupados agora
error-503 = Nada se perdeu: volte e envie de novo em um minuto.
error-home = Ir para a página inicial

## O formulário
form-languages = Idiomas
form-errors-prefix = Erro:
form-errors-title = Reveja estas respostas
form-send = Enviar as minhas respostas
form-anonymous-hint = Sem conta, sem cookies, sem nome. Se escrever algo que possa identificar a sua pessoa, mostramos o que é antes de o remover.
form-optional = (opcional)
form-choose = Escolha uma opção
form-text-hint = Não escreva nomes nem contactos; os que encontrarmos são removidos.
form-between = De { $low } a { $high }.
form-band-hint = Só fica guardada a faixa em que a sua resposta se encontra.
form-date-hint = Dia, mês e ano.
form-other = Outra opção
form-other-text = Se escolheu outra opção, diga qual
form-none = Nenhuma destas opções
form-yes = Sim
form-no = Não
form-ranking-hint = Dê um lugar a cada linha: 1 é o primeiro.
form-segment = Serve para comparar grupos: esta resposta pode ser usada para mostrar como responderam pessoas em situação semelhante à sua, sempre em grupo.
form-why = O motivo desta pergunta
form-expired = Este formulário esteve aberto muito tempo ou foi alterado depois, por isso ainda nada foi enviado. As suas respostas continuam aqui: reveja-as e envie de novo.
form-busy = Estamos muito ocupados agora e não conseguimos guardar as suas respostas. Nada se perdeu: tudo o que escreveu continua aqui. Envie de novo dentro de alguns segundos.
form-too-long = Um dos seus textos é longo demais para ser guardado. Encurte-o e envie de novo.

## O que está errado num campo
problem-required = Responda a esta pergunta.
problem-not-offered = Esta resposta não está entre as opções.
problem-too-long = Use no máximo { $most } caracteres.
problem-too-few = { $least ->
    [one] Escolha pelo menos uma opção.
   *[other] Escolha pelo menos { $least } opções.
 }
problem-too-many = { $most ->
    [one] Escolha no máximo uma opção.
   *[other] Escolha no máximo { $most } opções.
 }
problem-none-with-others = “Nenhuma destas opções” não pode ser escolhida com outras respostas.
problem-other-not-chosen = Escreveu algo em “Outra opção”, mas escolheu outra resposta. Fique só com uma das duas.
problem-not-a-number = Escreva um número, como 12 ou 12,5.
problem-out-of-range = A resposta tem de ficar entre { $low } e { $high }.
problem-not-a-date = Este dia não existe. Escreva-o como ano-mês-dia, por exemplo 2026-11-21.
problem-places-unclear = Dê a cada linha um lugar diferente, ou não dê lugar a nenhuma.
problem-repeated = Esta resposta chegou mais de uma vez.
problem-unknown = O questionário não tem esta pergunta.
problem-forbidden-characters = Este texto tem caracteres invisíveis que não podemos aceitar. Escreva-o de novo.

## O que acontece com as suas respostas
panel-title = O que acontece com as suas respostas
panel-purpose = Finalidade:
panel-benefit = O que ganha com isso:
panel-anonymous = A sua participação é anónima. Não perguntamos a sua identidade nem guardamos o seu endereço, o seu dispositivo ou o momento em que respondeu.
panel-group = Os resultados só são mostrados para grupos de pelo menos { $k } pessoas. Ninguém, nem mesmo nós, vê o que uma pessoa respondeu.
panel-segments = As respostas marcadas com “serve para comparar grupos” são usadas para mostrar diferenças entre grupos grandes.
panel-kept = As suas respostas esperam encriptadas, pergunta a pergunta e sem ligação entre si, até à próxima publicação. Depois são contadas e apagadas.
panel-texts = Os textos que escrever são mostrados ao nosso pessoal sem as suas outras respostas, em ordem aleatória, e apagados { $days ->
    [one] um dia
   *[other] { $days } dias
 } depois da publicação.
panel-receipt = Depois de enviar, pode guardar um código de recibo. Com ele pode ver, alterar ou retirar o que ainda estiver à espera.
panel-network = O que isto não esconde: a empresa que fornece o seu acesso à internet pode ver que visitou este site, e o que os seus textos revelam nas entrelinhas fica como está.
panel-responsible = Responsável pelo tratamento dos dados: { $who }.
panel-more = O aviso de privacidade completo

## Rever antes de enviar
review-title = Antes de enviar: isto vai ser removido
review-lead = O seu texto contém dados que podem identificar a sua pessoa ou outras pessoas. As partes riscadas vão ser removidas; nunca são guardadas.
review-removed = vai ser removido:
review-nothing-sent = Ainda nada foi enviado.
review-send = Enviar sem estes dados
review-edit = Voltar e editar
removed-email = e-mail
removed-phone = telefone
removed-card = cartão
removed-iban = conta bancária
removed-ip = endereço de rede
removed-link = link
removed-handle = nome de conta

## Agradecimento
thanks-title = Muito obrigado
thanks-default = As suas respostas estão guardadas.
thanks-receipt = Guardar um recibo
thanks-receipt-what = Com este código, e só com ele, pode ver, alterar ou retirar as suas respostas enquanto esperam pela próxima publicação. Nós não o guardamos: se o perder, ninguém consegue encontrá-lo.
thanks-receipt-keep = Copie-o ou imprima esta página. Ninguém pode ser obrigado a mostrar um recibo que não guardou.
thanks-receipt-use = Usar um recibo
sent-before-title = Este formulário já foi enviado
sent-before = Já foram enviadas respostas a partir desta página, e não podem ser trocadas por outras. Desta vez nada foi guardado.
sent-before-fresh = Se outra pessoa quiser responder neste dispositivo, abra um formulário novo.
sent-before-open = Abrir um formulário novo
not-yet-title = Ainda não abriu
not-yet = Este questionário abre em { $day }.
closed-title = Este questionário está encerrado
closed = Neste momento não aceita respostas. Obrigado por querer ajudar.

## Recibos
receipt-title = O seu recibo
receipt-lead = Escreva o código que guardou. Mais ninguém pode abrir o recibo, e nós não temos como procurar o código.
receipt-code = Código do recibo
receipt-code-hint = 26 letras e algarismos; traços e maiúsculas não fazem diferença.
receipt-open = Mostrar as minhas respostas
receipt-wrong = Este código não abre nada aqui. Confira-o letra por letra. O código de outro questionário, ou de um período que já terminou, também não abre nada.
receipt-explained = O que ainda estiver à espera pode ser alterado ou retirado. Depois de uma publicação não resta nada individual: as suas respostas são números numa tabela, e ninguém consegue voltar a encontrá-las.
receipt-waits = À espera da próxima publicação.
receipt-left-out = Deixou esta pergunta em branco.
receipt-published = Publicada sem as suas outras respostas. Pode retirá-la; nesse caso desaparece com a próxima publicação.
receipt-taken-back = Retirada. Desaparece com a próxima publicação.
receipt-gone = Contada ou retirada: não resta nada individual.
receipt-change = Alterar
receipt-withdraw = Retirar
receipt-withdraw-all = Retirar tudo o que pode ser retirado
receipt-saved = A sua nova resposta está à espera da próxima publicação.
receipt-withdrawn = Pronto, está retirado.
receipt-too-late = Tarde demais: esta resposta já foi contada, e não resta nada individual para alterar.
receipt-segment-too-late = Uma resposta que serve para comparar grupos só pode ser alterada enquanto nenhuma das suas respostas tiver sido contada.
receipt-change-title = Alterar a sua resposta
receipt-save = Guardar
receipt-back = Voltar sem guardar

## A página da organização
home-title = Diga-nos o que pensa
home-lead = Anónimo por princípio: sem conta, sem cookies, sem nome. Ouvimos o coro, nunca a voz.
home-none = Neste momento não há nenhum questionário aberto.
home-privacy = O que acontece com as suas respostas: o aviso de privacidade

## O aviso de privacidade
privacy-title = Aviso de privacidade
privacy-lead = Este aviso é feito a partir do que o programa realmente faz: a sua configuração, os questionários publicados e as colunas da base de dados.
privacy-promise-title = Em resumo
privacy-scrubbed = Endereços de e-mail, números de telefone, de cartão e de conta, links e nomes de conta são removidos dos seus textos antes de qualquer coisa ser guardada, e pode ver o que vai ser removido.
privacy-guarantee = Seja o que for que alguém leia nos nossos resultados, agora ou mais tarde, mesmo com a ajuda de outras pessoas que responderam, a sua resposta a qualquer pergunta não marcada com “serve para comparar grupos” poderia ter sido outra.
privacy-responsible-title = Quem é responsável
privacy-nobody = Ainda não foi indicado ninguém, por isso nada pode ser publicado aqui.
privacy-responsible = Responsável pelo tratamento
privacy-contact = Contacto para assuntos de dados pessoais
privacy-officer = Encarregado da proteção de dados
privacy-ground = Fundamento jurídico
privacy-authority = Autoridade de controlo à qual pode apresentar reclamação
legal-consent = o seu consentimento, segundo o artigo 6.º, n.º 1, alínea a), do RGPD: responder é voluntário
legal-public-task = o exercício de funções de interesse público, segundo o artigo 6.º, n.º 1, alínea e), do RGPD
legal-legitimate-interest = o nosso interesse legítimo em saber o que as pessoas pensam, segundo o artigo 6.º, n.º 1, alínea f), do RGPD
privacy-data-title = O que é guardado, para quê e por quanto tempo
privacy-data-lead = Isto é tudo. Não existe nenhuma coluna para nome, endereço, dispositivo ou hora da resposta.
privacy-data-what = O quê
privacy-data-why = Para quê
privacy-data-kept = Por quanto tempo
privacy-others = O que não vem de quem responde
data-waiting-answers = Respostas à espera
data-waiting-answers-why = Para serem contadas na próxima publicação. Cada resposta é guardada à parte, encriptada com uma chave que está fora da base de dados; as respostas de uma mesma pessoa não estão ligadas entre si.
data-waiting-answers-kept = Até à próxima publicação que as possa mostrar, no máximo até ao fim do período; depois são apagadas e a sua chave é destruída.
data-sent-marks = Uma marca de que um formulário foi enviado
data-sent-marks-why = Para que o mesmo formulário enviado duas vezes conte só uma. Sem o seu código de recibo, ninguém pode saber a quem pertence.
data-sent-marks-kept = Até ao fim do período.
data-cells = Contagens encriptadas
data-cells-why = Para comparar grupos no fim do período.
data-cells-kept = Até ao fim do período; depois são apagadas e a sua chave é destruída.
data-releases = Tabelas publicadas
data-releases-why = São os resultados. Contêm contagens de grupos, nada sobre uma pessoa.
data-releases-kept = Sem limite.
data-comments = Comentários
data-comments-why = Para ler o que as pessoas escreveram, sem dados que as identifiquem, em ordem aleatória, nunca ao lado de outras respostas.
data-comments-kept = Durante os dias que cada questionário promete, ou até quem os escreveu os retirar.
data-removals = Quantos dados de identificação foram removidos
data-removals-why = Para saber que a remoção funciona. São contagens por tipo, nunca o que foi removido.
data-removals-kept = Enquanto o questionário existir.
data-surveys = Questionários e as suas versões
data-surveys-why = Para os mostrar, e para que ninguém possa mudar uma promessa mais tarde.
data-surveys-kept = Sem limite.
data-organisation = Informações sobre a organização
data-organisation-why = Para que saiba quem é responsável.
data-organisation-kept = Até serem substituídas.
data-staff = Contas e sessões do pessoal
data-staff-why = Para que só o nosso pessoal leia os resultados.
data-staff-kept = As contas, até serem removidas; as sessões, no máximo 12 horas.
data-technical = Marcas técnicas
data-technical-why = Para que cada tarefa seja feita uma só vez, por um servidor de cada vez.
data-technical-kept = Enquanto forem necessárias.
privacy-sees-title = Quem vê os dados
privacy-sees = O nosso pessoal vê as tabelas publicadas e os comentários, nada mais; não existe página para respostas individuais. Não recorremos a terceiros: nem estatísticas de visitas, nem tipos de letra, nem scripts vindos de fora. Se outra empresa mantiver o servidor por nós, ela guarda a base de dados encriptada.
privacy-surveys-title = O que cada questionário promete
privacy-rights-title = Os seus direitos
privacy-rights = Pode responder ou não, sem qualquer desvantagem. Com o seu código de recibo pode ver, corrigir e retirar o que estiver à espera, e retirar um comentário a qualquer momento. Sem ele não conseguimos encontrar as suas respostas, e mais ninguém consegue; é essa a ideia. Pode escrever-nos a qualquer momento e apresentar reclamação a uma autoridade de controlo.
