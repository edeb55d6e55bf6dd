### As palavras da interface em português. As mesmas chaves de en.ftl; um teste compara os ficheiros.

## Números
percent = { $number }%
percent-range = { $low }–{ $high }%

## Estrutura da página
skip-to-content = Ir para o conteúdo
motto = Ouvir o coro, nunca a voz
footer-privacy = Privacidade
staff-menu = Páginas da equipa
staff-menu-surveys = Questionários
staff-menu-organisation = Organização
sign-out = Terminar sessão

## Gráficos
chart-as-table = Mostrar como tabela
chart-answer = Resposta
chart-count = Respostas
chart-share = Proporção
chart-interval = Intervalo de 95%
chart-interval-of = Intervalo de 95%: { $range }

## Páginas de erro
error-400-title = Não conseguimos ler o que foi enviado
error-400 = O que chegou está incompleto ou num formato que esta página não entende. Nada foi guardado. Volte atrás, recarregue a página e tente de novo.
error-401-title = A sua sessão terminou
error-401 = Já não tem a sessão iniciada, por isso o que enviou não foi aceite. Nada foi guardado.
error-401-keep = O que escreveu não se perdeu: o seu navegador ainda o tem. Deixe esta página aberta e siga estes dois passos.
error-401-sign-in = Iniciar sessão de novo (abre num separador novo)
error-401-reload = Volte a este separador e recarregue esta página. Se o navegador perguntar se quer enviar o formulário de novo, confirme: o que escreveu é então enviado outra vez.
error-403-title = Isto não foi enviado a partir da nossa página
error-403 = Para sua proteção, só aceitamos formulários enviados a partir deste site. Nada foi guardado. Abra a página de novo e envie a partir dela.
error-404-title = Página não encontrada
error-404 = Não há nada neste endereço. Se o escreveu, confira-o letra a letra; se seguiu uma ligação, esta pode estar desatualizada.
error-405-title = Esta página não faz isso
error-405 = O endereço está certo, mas não aceita o que foi enviado. Abra a página de novo e comece a partir daí.
error-408-title = Demorou demasiado tempo
error-408 = A ligação estava demasiado lenta e deixámos de esperar. Nada foi guardado. Volte atrás e envie de novo; o que escreveu ainda deve lá estar.
error-413-title = É demasiado de uma só vez
error-413 = O que enviou é maior do que esta página aceita. Nada foi guardado. Volte atrás e encurte os textos mais longos.
error-415-title = Não entendemos este formato
error-415 = Esta página só aceita o que o próprio formulário envia. Nada foi guardado.
error-429-title = Aguarde um momento
error-429 = Houve demasiadas tentativas a partir da sua rede em pouco tempo. Tente de novo dentro de um minuto. Não guardamos nenhum endereço para saber isto.
error-500-title = Algo correu mal do nosso lado
error-500 = O erro é nosso, não seu. Tente de novo mais tarde.
error-503-title = Estamos muito ocupados neste momento
error-503 = Nada se perdeu: volte atrás e envie de novo dentro de um minuto.
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
form-band-hint = Só fica guardado o intervalo em que a sua resposta se encontra.
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
form-busy = Estamos muito ocupados neste momento e não conseguimos guardar as suas respostas. Nada se perdeu: tudo o que escreveu continua aqui. Envie de novo dentro de alguns segundos.
form-too-many = Chegaram muitas respostas da sua rede em poucos minutos, por isso fizemos uma pausa. Nada se perdeu: tudo o que escreveu continua aqui. Envie de novo dentro de alguns segundos.
form-too-long = Um dos seus textos é demasiado longo para ser guardado. Encurte-o e envie de novo.

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

## O que acontece às suas respostas
panel-title = O que acontece às suas respostas
panel-purpose = Finalidade:
panel-benefit = O que ganha com isso:
panel-anonymous = A sua participação é anónima. Não perguntamos a sua identidade nem guardamos o seu endereço, o seu dispositivo ou o momento em que respondeu.
panel-group = Os resultados só são mostrados para grupos de pelo menos { $k } pessoas. Ninguém, nem mesmo nós, vê o que uma pessoa respondeu.
panel-segments = As respostas marcadas com “serve para comparar grupos” são usadas para mostrar diferenças entre grupos grandes.
panel-kept = As suas respostas esperam encriptadas, pergunta a pergunta e sem ligação entre si, até à próxima publicação. Depois são contadas e apagadas.
panel-texts = Os textos que escrever são mostrados à nossa equipa sem as suas outras respostas, em ordem aleatória, e apagados { $days ->
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
review-edit = Voltar atrás e editar
removed-email = e-mail
removed-phone = telefone
removed-card = cartão
removed-iban = conta bancária
removed-ip = endereço de rede
removed-link = ligação
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
not-yet = Este questionário abre a { $day }.
closed-title = Este questionário está encerrado
closed = Neste momento não aceita respostas. Obrigado por querer ajudar.

## Recibos
receipt-title = O seu recibo
receipt-lead = Escreva o código que guardou. Mais ninguém pode abrir o recibo, e nós não temos como procurar o código.
receipt-code = Código do recibo
receipt-code-hint = 26 letras e algarismos; traços e maiúsculas não fazem diferença.
receipt-open = Mostrar as minhas respostas
receipt-wrong = Este código não abre nada aqui. Confira-o letra a letra. O código de outro questionário, ou de um período que já terminou, também não abre nada.
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
receipt-too-late = Demasiado tarde: esta resposta já foi contada, e não resta nada individual para alterar.
receipt-segment-too-late = Uma resposta que serve para comparar grupos só pode ser alterada enquanto nenhuma das suas respostas tiver sido contada.
receipt-change-title = Alterar a sua resposta
receipt-save = Guardar
receipt-back = Voltar atrás sem guardar

## A página da organização
home-title = Diga-nos o que pensa
home-lead = Anónimo por princípio: sem conta, sem cookies, sem nome. Ouvimos o coro, nunca a voz.
home-none = Neste momento não há nenhum questionário aberto.
home-privacy = O que acontece às suas respostas: o aviso de privacidade

## O aviso de privacidade
privacy-title = Aviso de privacidade
privacy-lead = Este aviso é feito a partir do que o programa realmente faz: a sua configuração, os questionários publicados e as colunas da base de dados.
privacy-promise-title = Em resumo
privacy-scrubbed = Endereços de e-mail, números de telefone, de cartão e de conta, ligações e nomes de conta são removidos dos seus textos antes de qualquer coisa ser guardada, e pode ver o que vai ser removido.
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
data-waiting-answers-kept = Até à próxima publicação que as possa mostrar. As respostas que se contam esperam no máximo até ao fim do período, os comentários no máximo até ao fim do questionário; depois são apagados e a sua chave é destruída.
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
data-staff = Contas e sessões da equipa
data-staff-why = Para que só a nossa equipa leia os resultados.
data-staff-kept = As contas, até serem removidas; as sessões, no máximo 12 horas.
data-technical = Marcas técnicas
data-technical-why = Para que cada tarefa seja feita uma só vez, por um servidor de cada vez.
data-technical-kept = Enquanto forem necessárias.
privacy-sees-title = Quem vê os dados
privacy-sees = A nossa equipa vê as tabelas publicadas e os comentários, nada mais; não existe página para respostas individuais. Não recorremos a terceiros: nem estatísticas de visitas, nem tipos de letra, nem scripts vindos de fora. Se outra empresa mantiver o servidor por nós, ela guarda a base de dados encriptada.
privacy-surveys-title = O que cada questionário promete
privacy-rights-title = Os seus direitos
privacy-rights = Pode responder ou não, sem qualquer desvantagem. Com o seu código de recibo pode ver, corrigir e retirar o que estiver à espera, e retirar um comentário a qualquer momento. Sem ele não conseguimos encontrar as suas respostas, e mais ninguém consegue; é essa a ideia. Pode escrever-nos a qualquer momento e apresentar reclamação a uma autoridade de controlo.

## Equipa: iniciar sessão
staff-language-name = Português
staff-optional = (opcional)
staff-cancel = Cancelar
staff-problem = Há algo a corrigir
staff-email = Endereço de e-mail
staff-password = Palavra-passe
staff-sign-in = Iniciar sessão
staff-sign-in-wrong = Este endereço de e-mail e esta palavra-passe não correspondem um ao outro.
staff-sign-in-lost = Perdeu a palavra-passe? Quem administra esta instalação pode criar-lhe uma nova ligação de configuração.
staff-setup = Definir a palavra-passe
staff-setup-lead = Escolha a palavra-passe com que vai iniciar sessão. Esta ligação só funciona uma vez.
staff-setup-password = Nova palavra-passe
staff-setup-again = A mesma palavra-passe outra vez
staff-setup-hint = Pelo menos { $least } caracteres. Algumas palavras que ninguém adivinharia são melhores do que sinais e algarismos.
staff-setup-send = Definir a palavra-passe e iniciar sessão
staff-setup-not-the-same = As duas palavras-passe não são iguais. Escreva ambas de novo.
staff-setup-too-short = Esta palavra-passe é demasiado curta: use pelo menos { $least } caracteres.
staff-setup-too-long = Esta palavra-passe é demasiado longa: use menos de 256 caracteres.
staff-setup-common = Muitas pessoas usam esta palavra-passe, ou é fácil de adivinhar. Escolha outra.
staff-setup-gone = Esta ligação não funciona: já foi usada ou tem mais de 72 horas. Peça uma nova.

## Equipa: feito
staff-done-made = O seu rascunho está pronto. Ninguém o vê até o publicar.
staff-done-saved = Guardado.
staff-done-published = Publicado.
staff-done-closed = Encerrado. O que podia ser mostrado está mais abaixo.

## Equipa: questionários
staff-surveys-none = Ainda não há nenhum questionário.
staff-surveys-period = { $period }: de { $first } a { $last }
staff-surveys-next-release = Próxima publicação de resultados: { $day }
staff-surveys-changes = alterações por publicar
staff-period-once-name = Período único
staff-state-draft = rascunho
staff-state-opens = abre a { $day }
staff-state-open = aberto
staff-state-loaded = as respostas vêm de um ficheiro
staff-state-closed = encerrado
staff-tabs = Páginas deste questionário
staff-tab-results = Resultados
staff-tab-share = Partilhar
staff-tab-edit = Editar
staff-tab-publish = Publicar
staff-tab-close = Encerrar

## Equipa: novo questionário
staff-new = Novo questionário
staff-new-start = Com o que quer começar?
staff-new-start-hint = Tudo pode ser alterado depois.
staff-starter-visit = Satisfação depois de uma visita
staff-starter-visit-about = Sete perguntas, dois minutos, resultados todos os meses.
staff-starter-suggestions = Caixa de sugestões
staff-starter-suggestions-about = Sempre aberta: uma avaliação e dois textos livres, resultados todos os meses.
staff-starter-product = Questionário sobre um produto
staff-starter-product-about = Nove perguntas sobre utilização, esforço, desejos e recomendação, resultados todos os trimestres.
staff-new-json = A minha própria definição
staff-new-json-about = Cole um questionário em JSON mais abaixo.
staff-new-paste = Colar uma definição
staff-new-title-hint = O que as pessoas leem primeiro. Deixe vazio para manter o título que vem com o questionário.
staff-new-title-wrong = Este título não pode ser usado. Escolha um mais curto.
staff-new-slug = Nome no endereço
staff-new-slug-hint = Letras minúsculas, algarismos e hífenes, como visita-2026. Se deixar vazio, criamos um. Depois já não muda.
staff-new-slug-wrong = Use só letras minúsculas, algarismos e hífenes, no máximo 63, sem hífen no início nem no fim.
staff-new-slug-taken = Já existe um questionário com este nome. Escolha outro.
staff-new-languages = Idiomas do questionário
staff-new-languages-hint = Vale para os nossos questionários; uma definição colada traz os seus. Pode acrescentar outros mais tarde.
staff-new-choose = Escolha com o que começar.
staff-new-choose-language = Escolha pelo menos um idioma.
staff-new-make = Criar rascunho
staff-save-draft = Guardar rascunho
staff-json = Editar como JSON
staff-json-lead = A definição completa. Aqui também pode alterar o que o formulário não tem, como os segmentos e as chaves das opções.
staff-json-definition = Definição
staff-json-other-slug = O nome no endereço continua a ser “{ $slug }”: já há ligações para ele.

## Equipa: edição
staff-edit-problem = Ainda não foi guardado: há algo a corrigir
staff-edit-stale = Outra pessoa alterou este questionário depois de ter aberto a página. Veja-o noutra janela antes de guardar: se guardar agora, as alterações dessa pessoa são substituídas pelas suas.
staff-edit-published = Este questionário está publicado. O que alterar aqui é um novo rascunho; quem responde só o vê depois de o publicar.
staff-edit-too-large = Este questionário tem mais campos do que cabem num formulário. Edite-o como JSON.
staff-edit-texts = Textos
staff-edit-title = Título
staff-edit-introduction = Introdução
staff-edit-introduction-hint = Fica acima da primeira pergunta. Pode ficar vazia.
staff-edit-purpose = Para que servem as respostas
staff-edit-purpose-hint = Uma promessa a quem responde: as respostas servem para isto e para mais nada.
staff-edit-benefit = O que as pessoas ganham com isso
staff-edit-benefit-hint = Pode ficar vazio.
staff-edit-thanks = Agradecimento
staff-edit-thanks-hint = Fica na última página. Pode ficar vazio.
staff-edit-questions = Perguntas
staff-edit-question = Pergunta { $number }
staff-edit-question-fields = Editar esta pergunta
staff-edit-text = Pergunta
staff-edit-help = Indicação por baixo da pergunta (pode ficar vazia)
staff-edit-why = Porque perguntamos (pode ficar vazio)
staff-edit-why-hint = As pessoas respondem de melhor vontade quando sabem o motivo.
staff-edit-required = A resposta é obrigatória
staff-edit-key = Nome nas transferências
staff-edit-key-hint = Letras minúsculas, algarismos e traços inferiores. Não é mostrado a quem responde.
staff-edit-max-length = Texto mais longo, em caracteres
staff-edit-other = Oferecer “outra opção” com um campo de texto
staff-edit-none = Oferecer “nenhuma destas opções”
staff-edit-display = Mostrar como
staff-edit-display-radio = lista de botões
staff-edit-display-dropdown = lista que se abre
staff-edit-steps = Pontos da escala (3 a 10)
staff-edit-labels = Nomes dos extremos da escala
staff-edit-labels-hint = Deixe todos vazios para mostrar só números.
staff-edit-low-end = menor
staff-edit-high-end = maior
staff-edit-least = Escolher pelo menos
staff-edit-most = Escolher no máximo
staff-edit-min = Menor valor
staff-edit-max = Maior valor
staff-edit-unit = Unidade (pode ficar vazia)
staff-edit-bands = Limites dos intervalos que são guardados
staff-edit-bands-hint = Do menor ao maior valor, separados por ponto e vírgula. Só é guardado o intervalo da resposta. Deixe vazio para intervalos iguais.
staff-edit-options = Opções
staff-edit-option = Opção { $number }
staff-edit-rows = Linhas
staff-edit-row = Linha { $number }
staff-edit-add-option = Acrescentar opção
staff-edit-add-row = Acrescentar linha
staff-edit-new-option = Nova opção { $number }
staff-edit-new-text = Nova pergunta
staff-edit-up = Mover para cima
staff-edit-down = Mover para baixo
staff-edit-remove = Remover
staff-edit-remove-question = Remover esta pergunta
staff-edit-new-kind = Tipo da nova pergunta
staff-edit-add-question = Acrescentar pergunta
staff-edit-promises = Promessas
staff-edit-group-size = Menor grupo que é mostrado
staff-edit-group-size-hint = Pessoas, pelo menos 5. Depois de publicado, só pode aumentar.
staff-edit-retention = Dias durante os quais os comentários são guardados
staff-edit-retention-hint = Contados a partir da publicação. Depois de publicado, só pode diminuir.
staff-edit-listed = Mostrar este questionário na página inicial enquanto estiver aberto
staff-edit-schedule = Datas e resultados
staff-edit-period = Período de recolha
staff-edit-period-hint = Um formulário permanente começa um novo período vez após vez.
staff-edit-period-once = um período, depois encerra
staff-edit-period-week = todas as semanas
staff-edit-period-month = todos os meses
staff-edit-period-quarter = todos os trimestres
staff-edit-tick = Os resultados aparecem
staff-edit-tick-hint = Nunca em direto: em dias fixos, para que ninguém veja chegar uma resposta.
staff-edit-tick-day = todos os dias
staff-edit-tick-week = todas as semanas
staff-edit-tick-close = quando o período encerra
staff-edit-opens = Primeiro dia (pode ficar vazio)
staff-edit-opens-hint = Vazio: abre assim que for publicado.
staff-edit-closes = Encerrado a partir deste dia (pode ficar vazio)
staff-edit-closes-hint = Vazio: um questionário de período único termina ao fim de 92 dias, um permanente continua aberto.
staff-edit-languages = Idiomas
staff-edit-default-language = Mostrado a quem não lê nenhum dos idiomas
staff-edit-new-language = Outro idioma
staff-edit-new-language-hint = O nome curto, como it ou pt-PT. Os textos começam por ser cópias, para os traduzir.
staff-edit-add-language = Acrescentar idioma
staff-edit-to-publish = Passar à publicação

## Equipa: o que está errado numa definição
fault-unreadable = Isto não pode ser lido como um questionário.
fault-not-json = Isto não é JSON: há um erro na linha { $line }, coluna { $column }. Muitas vezes falta ali, ou está a mais, uma vírgula, um parêntesis ou umas aspas.
fault-too-large = Isto tem mais de { $most } bytes.
fault-too-large-in-full = Isto tem mais de { $most } bytes depois de escritos todos os campos e linhas.
fault-version = Escreva aqui { $version }: é a versão deste formato.
fault-field-twice = O campo { $field } está aqui duas vezes.
fault-unknown-field = Aqui não existe o campo { $field }.
fault-unknown-field-meant = Aqui não existe o campo { $field }. Queria dizer { $meant }?
fault-object = Aqui tem de estar um objeto, entre chavetas.
fault-list = Aqui tem de estar uma lista, entre parêntesis retos.
fault-length = Aqui pode haver de { $least } a { $most } entradas; há { $holds }.
fault-flag = Aqui tem de estar true ou false.
fault-not-one-of = { $word } não é nenhum destes valores: { $names }.
fault-entry-twice = { $word } está aqui duas vezes.
fault-slug = { $word } não pode ser um nome no endereço. Use de 1 a 63 letras minúsculas, algarismos e hífenes, sem hífen no início nem no fim.
fault-key = { $word } não pode ser um nome nas transferências. Use de 1 a 32 caracteres: uma letra minúscula, depois letras minúsculas, algarismos e traços inferiores.
fault-key-reserved = O nome { $word } está reservado. Escolha outro.
fault-key-taken = { $word } já é o nome de { $place }. Escolha outro.
fault-language = { $word } não é o nome curto de um idioma, como en ou pt-PT.
fault-language-foreign = { $word } não é um dos idiomas deste questionário.
fault-missing = Preencha este campo.
fault-missing-in = Preencha este campo em { $language }.
fault-text = Aqui tem de estar um texto.
fault-text-in = Aqui tem de estar um texto em { $language }.
fault-text-each = Aqui tem de estar um texto em cada um destes idiomas: { $languages }.
fault-ends = Aqui têm de estar os dois extremos da escala em { $language }, primeiro o menor: dois textos entre parêntesis retos.
fault-long = Use no máximo { $most } caracteres; são { $length }.
fault-long-in = Use no máximo { $most } caracteres em { $language }; são { $length }.
fault-control = Este texto tem caracteres de controlo invisíveis. Escreva-o de novo.
fault-control-in = O texto em { $language } tem caracteres de controlo invisíveis. Escreva-o de novo.
fault-whole = Indique um número inteiro de { $least } a { $most }.
fault-number = Indique um número.
fault-number-exact = Indique um número com 15 algarismos no máximo: 0, ou de grandeza entre 0,000001 e 1000000000000000.
fault-day = Indique um dia que exista, escrito como ano-mês-dia.
fault-group-size = Indique pelo menos { $least }, para que { $colluders } pessoas que contem as próprias respostas não permitam identificar ninguém.
fault-closes = Indique um dia posterior ao primeiro dia, { $opens }.
fault-range = O menor valor tem de ser inferior ao maior.
fault-bands-missing = Indique os limites: o menor e o maior valor estão demasiado próximos para dez intervalos iguais.
fault-bands-rise = Cada limite tem de ser superior ao anterior.
fault-bands-ends = Os limites têm de começar no menor valor ({ $min }) e terminar no maior ({ $max }).
fault-most = { $max } é mais do que as { $count } opções que existem.
fault-least = Isto não pode ser superior ao máximo que se pode escolher ({ $max }).
fault-no-answers = Pelo menos uma pergunta tem de aceitar uma resposta.
fault-statement-required = Um texto sem resposta não pode ser obrigatório.
fault-items = Há { $items } elementos, mais do que { $most }. Uma pergunta conta como um, cada linha de uma matriz também, e uma escolha com “outra opção” conta como dois.
fault-no-question = Nenhuma pergunta tem o nome { $word }.
fault-segment-other = Uma escolha com “outra opção” não pode servir para comparar grupos.
fault-segment-wide = Uma escolha com mais de { $most } opções não pode servir para comparar grupos.
fault-segment-kind = Uma pergunta do tipo { $kind } não pode servir para comparar grupos, só choice e yes_no.

## Equipa: tipos de pergunta
staff-kind-statement = Texto sem resposta
staff-kind-short-text = Texto curto
staff-kind-long-text = Texto longo
staff-kind-choice = Uma de várias
staff-kind-choices = Várias de várias
staff-kind-yes-no = Sim ou não
staff-kind-rating = Avaliação
staff-kind-nps = Recomendação (NPS, 0 a 10)
staff-kind-csat = Satisfação (CSAT, 1 a 5)
staff-kind-ces = Esforço (CES, 1 a 7)
staff-kind-matrix = Várias avaliações em linhas
staff-kind-ranking = Ordem de preferência
staff-kind-number = Número
staff-kind-date = Data

## Equipa: publicar e encerrar
staff-publish-heading = Publicar este rascunho?
staff-publish-organisation = Antes de publicar, é preciso que as pessoas possam ler quem pergunta.
staff-publish-organisation-link = Preencher o nome, o endereço e o contacto da organização
staff-publish-refused = Assim não pode ser publicado
staff-publish-promises = O que promete a quem responde
staff-publish-group-size = Nada é mostrado sobre menos de { $people } pessoas.
staff-publish-no-person = Ninguém, nem mesmo a sua equipa, pode ver as respostas de uma pessoa.
staff-publish-retention = { $days ->
    [one] Os comentários são apagados um dia depois da publicação ({ $days }).
   *[other] Os comentários são apagados { $days } dias depois da publicação.
}
staff-publish-period-once = Há um único período de recolha.
staff-publish-period-week = Um período de recolha é uma semana.
staff-publish-period-month = Um período de recolha é um mês.
staff-publish-period-quarter = Um período de recolha é um trimestre.
staff-publish-tick-day = Os resultados aparecem no máximo uma vez por dia.
staff-publish-tick-week = Os resultados aparecem uma vez por semana.
staff-publish-tick-close = Os resultados aparecem quando o período encerra.
staff-publish-opens = O formulário abre a { $day }.
staff-publish-closes = O formulário está encerrado a partir de { $day }.
staff-publish-ratchet = A partir daí, as promessas só podem ficar mais rigorosas, nunca mais brandas.
staff-publish-advice = Pense nisto antes de publicar
staff-publish-advice-rare = Esperam-se { $expected } respostas por período, mas as perguntas que comparam grupos podem ser respondidas de { $ways } maneiras diferentes. Quem der uma combinação rara destas respostas é mais fácil de reconhecer por alguém que tenha as chaves deste servidor. É mais seguro comparar por menos perguntas ou com menos opções.
staff-publish-advice-close = Esperam-se menos de 200 respostas por período. Para ver comparações entre grupos, deixe os resultados aparecerem só quando o período encerra.
staff-publish-first = Vale a partir de hoje, como primeira versão.
staff-publish-at-once = Vale a partir de hoje, { $day }: só mudaram palavras, ou as promessas ficaram mais rigorosas.
staff-publish-next-period = Vale a partir do próximo período, { $day }. Até lá o formulário fica como está, para que as respostas sejam usadas como foi dito quando foram dadas.
staff-publish-send = Publicar
staff-publish-back = Voltar ao rascunho
staff-publish-no-draft = Não há rascunho para publicar: tudo já está publicado.
staff-publish-closed = Este questionário foi encerrado definitivamente. Crie um novo.
staff-publish-closes-in-the-past = O dia de encerramento já passou. Escolha um posterior.
staff-publish-refused-group-size = Foram prometidos grupos de pelo menos { $promised } pessoas; { $wished } enfraqueceria essa promessa.
staff-publish-refused-colluders = Foi prometida proteção contra { $promised } pessoas que contem as próprias respostas; { $wished } enfraqueceria essa promessa.
staff-publish-refused-retention = Foi prometido apagar os comentários ao fim de { $promised } dias; { $wished } guardá-los-ia durante mais tempo.
staff-publish-refused-one-off = Este questionário tem um só período: as perguntas, a finalidade e as datas ficam como foram publicadas. As palavras podem mudar. Para o resto, encerre-o e publique outro.
staff-close-survey = Encerrar este questionário definitivamente?
staff-close-period = Encerrar já o período { $period }?
staff-close-form-ends = A partir de agora o formulário deixa de aceitar respostas.
staff-close-last-release = O que pode ser mostrado sem risco para quem respondeu é publicado agora.
staff-close-rest-deleted = Tudo o resto é apagado.
staff-close-no-way-back = Não é possível voltar atrás.
staff-close-period-next = O formulário continua aberto: o próximo período começa de imediato.
staff-close-unscheduled = A publicação indica que foi feita fora do calendário.
staff-close-for-good-how = Para terminar o próprio questionário, defina o dia de encerramento no rascunho e publique-o.
staff-close-send = Encerrar já
staff-close-busy = Os resultados deste questionário estão a ser publicados neste momento. Tente de novo dentro de um minuto.
staff-close-not-open = Este questionário já está encerrado.
staff-close-early = Este período já foi encerrado antes do tempo. O próximo pode ser encerrado depois de começar.

## Equipa: partilhar
staff-share-link = Ligação
staff-share-link-about = A mesma ligação para todas as pessoas: não diz nada sobre quem a abre.
staff-share-code = Código QR
staff-share-code-about = Para cartazes, recibos e mesas.
staff-share-code-of = Código QR de { $address }
staff-share-code-keep = Transferir como imagem (SVG)
staff-share-code-none = O endereço é demasiado longo para um código.
staff-share-messages = Texto para uma mensagem
staff-share-messages-about = Copie-o para um e-mail.
staff-share-message = Gostaríamos de saber a sua opinião. Leva poucos minutos e não precisa de conta. Os resultados só são mostrados para { $people } ou mais pessoas em conjunto, por isso ninguém pode ver quais são as suas respostas.

## Equipa: resultados
staff-results-none = Ainda não há resultados
staff-results-next = Próxima publicação: { $day }.
staff-results-rule = Os resultados aparecem em dias fixos, nunca em direto, e só onde pelo menos { $people } pessoas responderam e ninguém se destaca.
staff-results-withheld = Não há respostas suficientes para mostrar isto sem risco para quem respondeu.
staff-results-period = Período
staff-results-show = Mostrar
staff-results-n = { $n } responderam, { $left } não responderam.
staff-results-several = Era possível escolher várias, por isso as proporções podem somar mais de 100%.
staff-results-count-of = { $count } de { $n }
staff-results-mean = Média
staff-results-nps = Net Promoter Score
staff-results-csat = Satisfeitos (4 ou 5)
staff-results-interval = { $low } a { $high }
staff-results-means = Médias
staff-results-row = Linha
staff-results-option = Opção
staff-results-answered = Responderam
staff-results-mean-place = Lugar médio
staff-results-place = { $place }.º lugar
staff-results-yes = Sim
staff-results-no = Não
staff-results-other = Outra opção
staff-results-none-of-these = Nenhuma destas opções
staff-results-band = { $low } a { $high }
staff-results-comments = Comentários
staff-results-comments-expired = Os comentários deste período já não são guardados.
staff-results-releases = Publicações deste período
staff-results-number = Número
staff-results-day = Dia
staff-results-responses = Respostas
staff-results-remarks = Observações
staff-results-unscheduled = fora do calendário
staff-results-loaded = respostas de um ficheiro
staff-results-open = Estas respostas chegaram por uma ligação aberta: quem a tiver pode responder, mesmo mais de uma vez.
staff-results-downloads = Transferir
staff-results-csv = Tabelas de todas as publicações (CSV)
staff-results-json = Todas as publicações (JSON)
staff-breakdown = Comparação de grupos
staff-breakdown-at-close = As comparações entre grupos aparecem quando o período encerrar, a { $day }.
staff-breakdown-lead = Um valor por grupo e, por baixo, a margem em que só o acaso o poderia fazer variar (intervalo de 95%). Dois grupos só têm tons diferentes onde estas margens não se sobrepõem; quando se comparam muitos grupos, até isso pode ser acaso.
staff-breakdown-by = Comparação por: { $question }
staff-breakdown-of = Respostas por grupo: { $questions }
staff-breakdown-caption = Proporção das respostas em cada grupo, com o intervalo de 95%. Quanto mais forte o tom, maior a proporção.
staff-breakdown-caption-several = Proporção das pessoas de cada grupo que a escolheram, com o intervalo de 95%. Quanto mais forte o tom, maior a proporção.
staff-breakdown-group = Grupo
staff-breakdown-question = Pergunta
staff-breakdown-everybody = Todas as pessoas
staff-breakdown-others = Todos os outros
staff-breakdown-others-are = Todos os outros: { $values }.
staff-breakdown-left-out = Sem resposta
staff-breakdown-answered = { $n } responderam
staff-breakdown-first = Em primeiro lugar
staff-breakdown-list-mark = { ", " }
staff-removed = Dados de identificação removidos dos textos até agora:
staff-removed-about = { $kind }: cerca de { $count }
staff-removed-email = endereços de e-mail
staff-removed-phone = números de telefone
staff-removed-card = números de cartão
staff-removed-iban = contas bancárias
staff-removed-ip = endereços de rede
staff-removed-link = ligações
staff-removed-handle = nomes de conta
staff-removed-other = outros

## Equipa: porque não vejo mais
staff-why = Porque não vejo mais?
staff-why-lead = As pessoas respondem com franqueza quando têm a certeza de que ninguém consegue descobrir o que disseram. Por isso, aqui vê-se muito sobre grupos e nada sobre ninguém em particular. São estas as regras deste questionário. Ninguém que entre nestas páginas as pode desligar.
staff-why-group = Grupos de pelo menos { $people } pessoas
staff-why-group-about = As proporções e as médias só são mostradas para grupos em que pelo menos { $people } pessoas responderam à pergunta. Num grupo mais pequeno, é demasiado fácil adivinhar quem disse o quê.
staff-why-colluders = { $people ->
    [0] Quem não respondeu a uma pergunta não conta.
    [one] Mesmo que uma delas conte o que respondeu, as outras continuam protegidas.
   *[other] Mesmo que { $people } delas contem o que responderam, as outras continuam protegidas.
}
staff-why-alike = Ninguém fica exposto por todos dizerem o mesmo
staff-why-alike-about = Se soubesse que todas as pessoas de um grupo deram a mesma resposta, saberia o que cada uma disse. Por isso, uma resposta só é mostrada onde pelo menos { $people } pessoas do mesmo grupo deram outra.
staff-why-days = Resultados em dias fixos
staff-why-schedule = { $period } { $tick }
staff-why-days-about = Entre esses dias nada se mexe, nem sequer um contador. Quem visse chegar uma resposta poderia saber de quem é.
staff-why-segments = O que pode comparar
staff-why-segments-these = São as respostas a estas perguntas que formam os grupos:
staff-why-segments-none = Este questionário não tem perguntas para comparar grupos.
staff-why-segments-about = Isto ficou fixado antes da primeira resposta, e as pessoas leram-no junto da pergunta. Grupos recortados depois poderiam ser recortados até restar uma só pessoa.
staff-why-blocks = Porque alguns grupos aparecem juntos
staff-why-blocks-about = “Norte, Oeste” é um só grupo: as pessoas que escolheram Norte e as que escolheram Oeste. Os grupos pequenos são juntados até terem pelo menos { $people } pessoas, e um último grupo pequeno junta-se ao menor dos outros.
staff-why-blocks-whole = Cada pessoa está em exatamente um grupo. Se um grupo pequeno fosse simplesmente omitido, bastaria subtrair os outros ao total para o ver.
staff-why-close = Porque as comparações só aparecem quando o período encerra
staff-why-close-about = Se os grupos fossem mostrados hoje e de novo na próxima semana, a diferença seriam as respostas das poucas pessoas que chegaram entretanto. Por isso, cada grupo é mostrado uma só vez, quando já ninguém se lhe pode juntar.
staff-why-filters = Porque não há filtros
staff-why-filters-about = Aplique um filtro e depois outro que deixe de fora mais uma pessoa: a diferença é essa pessoa. É assim que a maioria dos painéis expõe as pessoas. Aqui, cada tabela é escolhida antes de alguém olhar, e todas são verificadas em conjunto: nenhuma soma ou subtração conduz a um grupo demasiado pequeno.
staff-why-reason = Porque falta algo sem que se diga o motivo
staff-why-reason-about = O motivo também seria uma resposta: que quase ninguém veio dali, ou que todos disseram o mesmo. Por isso há uma só frase para todos os motivos, e ela pode referir-se a uma opção, a um grupo ou a uma pergunta inteira.
staff-why-open = Porque é que uma ligação aberta exige cuidado
staff-why-open-about = Quem tiver a ligação pode responder, mesmo mais de uma vez. Algumas respostas inventadas, até { $people }, não mudam nada para os outros. Quem enviasse quase todas as respostas de um grupo poderia deduzir as restantes a partir dos totais. Por isso, as respostas vindas da mesma rede são abrandadas e, para perguntas delicadas, a ligação só deve chegar a quem a usa uma única vez.
staff-why-more = O que pode fazer
staff-why-more-segments = Comparar por menos perguntas e com menos opções: duas ou três opções amplas mostram mais do que dez estreitas.
staff-why-more-longer = Recolher durante mais tempo: um trimestre tem três vezes as respostas de um mês.
staff-why-more-close = Com menos de cerca de 200 respostas por período, deixar os resultados aparecerem só quando este encerra: cada publicação anterior tem de ser segura por si e deixa menos para comparar.
staff-why-more-when = Isto muda-se no rascunho do questionário e vale a partir do período seguinte. Um questionário de período único fica como está.
staff-why-back = Voltar aos resultados

## Equipa: organização
staff-organisation-lead = Quem é responsável pelos questionários. O aviso de privacidade indica-o a todas as pessoas.
staff-organisation-name = Nome
staff-organisation-name-hint = O nome pelo qual é conhecida.
staff-organisation-address = Endereço postal
staff-organisation-address-hint = Rua, localidade, país.
staff-organisation-contact = Contacto para assuntos de dados pessoais
staff-organisation-contact-hint = Um endereço de e-mail ou um número de telefone.
staff-organisation-officer = Encarregado da proteção de dados
staff-organisation-officer-hint = Nome e contacto, se existir.
staff-organisation-authority = Autoridade de controlo
staff-organisation-authority-hint = Onde as pessoas podem apresentar reclamação.
staff-organisation-legal-ground = Fundamento jurídico
staff-organisation-legal-ground-hint = Responder é voluntário, por isso o consentimento serve quase sempre.
staff-organisation-consent = Consentimento
staff-organisation-public-task = Interesse público
staff-organisation-legitimate-interest = Interesse legítimo
staff-organisation-save = Guardar
staff-organisation-missing = preencha este campo.
staff-organisation-too-long = não ultrapasse { $most } caracteres.
